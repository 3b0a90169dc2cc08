// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import javax.cache.event.EventType;

/** The numbers of the types of events, which are part of the protocol. */
public final class TypeNumbers {
  private static final EventType[] TYPES = {
    EventType.CREATED, EventType.UPDATED, EventType.REMOVED, EventType.EXPIRED
  };

  private TypeNumbers() {}

  /** Returns the number of a type. */
  public static int of(EventType type) {
    return switch (type) {
      case CREATED -> 0;
      case UPDATED -> 1;
      case REMOVED -> 2;
      case EXPIRED -> 3;
    };
  }

  /** Returns the type with a number from 0 to 3. */
  public static EventType type(int number) {
    return TYPES[number];
  }

  /** Reads the number of a type. */
  static EventType read(FrameReader from) throws MalformedFrameException {
    return type(from.readNumber("the type of an event", 0, TYPES.length - 1));
  }

  /** Returns whether events of the type are about entries that are not there any more. */
  public static boolean isOfGone(EventType type) {
    return type == EventType.REMOVED || type == EventType.EXPIRED;
  }
}
