// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.ListenerScope;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.event.EventDispatcher;
import javax.cache.event.EventType;

/**
 * What the listeners of one member want to hear. Immutable.
 *
 * @param bits four of each type of event, and above them whether only operations of that member count
 */
record Interest(int bits) {
  private static final int WANTED = 1;
  private static final int AWAITED = 2;
  private static final int WITH_OLD_VALUE = 4;
  private static final int BITS_OF_TYPE = 4;
  private static final int LOCAL = 1 << 16;
  private static final int LARGEST = (LOCAL << 1) - 1;

  /** Returns what the dispatcher's listeners want. */
  static Interest of(EventDispatcher<?, ?> dispatcher, ListenerScope scope) {
    int bits = scope == ListenerScope.LOCAL ? LOCAL : 0;
    for (EventType type : EventType.values()) {
      int ofType = (dispatcher.hasListenerFor(type) ? WANTED : 0)
          | (dispatcher.hasSynchronousListenerFor(type) ? AWAITED : 0)
          | (dispatcher.requiresOldValueOf(type) ? WITH_OLD_VALUE : 0);
      bits |= ofType << shift(type);
    }
    return new Interest(bits);
  }

  /** The places are part of the protocol. */
  private static int shift(EventType type) {
    return BITS_OF_TYPE * TypeNumbers.of(type);
  }

  private boolean has(EventType type, int flag) {
    return (bits & (flag << shift(type))) != 0;
  }

  /** Returns whether somebody listens to events of the type. */
  boolean wants(EventType type) {
    return has(type, WANTED);
  }

  /** Returns whether callers wait until somebody has heard events of the type. */
  boolean isAwaited(EventType type) {
    return has(type, AWAITED);
  }

  /** Returns whether somebody wants the old value with events of the type. */
  boolean wantsOldValue(EventType type) {
    return has(type, WITH_OLD_VALUE);
  }

  /** Returns whether the given member, whose interest this is, hears of operations of the other one. */
  boolean reaches(NodeId listening, NodeId origin) {
    return (bits & LOCAL) == 0 || listening.equals(origin);
  }

  void write(FrameWriter to) {
    to.writeNumber(bits);
  }

  static Interest read(FrameReader from) throws MalformedFrameException {
    return new Interest(from.readNumber("what somebody listens to", 0, LARGEST));
  }
}
