// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.UpHandler;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What JGroups tells a member: views, and messages, of which only bytes to this very member are frames; others are counted
 * and dropped. Runs on threads of JGroups and never holds them up. Thread-safe.
 */
final class Incoming implements UpHandler {
  private final AddressBook addresses;
  private final Deliveries deliveries;
  private final Consumer<View> viewListener;
  private final LongAdder dropped = new LongAdder();

  /** Takes who is told each view first, on a thread of JGroups. */
  Incoming(AddressBook addresses, Deliveries deliveries, Consumer<View> viewListener) {
    this.addresses = addresses;
    this.deliveries = deliveries;
    this.viewListener = viewListener;
  }

  @Override
  public UpHandler setLocalAddress(@Nullable Address address) {
    return this;
  }

  @Override
  public @Nullable Object up(Event event) {
    if (event.getType() == Event.VIEW_CHANGE) {
      View view = addresses.viewOf(event.getArg());
      viewListener.accept(view);
      deliveries.viewChanged(view);
    }
    return null;
  }

  @Override
  public @Nullable Object up(Message message) {
    boolean isFrame = message instanceof BytesMessage
        && message.getDest() != null
        && message.getSrc() instanceof UUID
        && message.hasArray();
    if (isFrame) {
      deliveries.received(addresses.nodeOf(message.getSrc()), bytesOf(message));
    } else {
      dropped.increment();
    }
    return null;
  }

  /** Returns how many messages were no frames. */
  long dropped() {
    return dropped.sum();
  }

  private static byte[] bytesOf(Message message) {
    byte[] array = message.getArray();
    int start = message.getOffset();
    int length = message.getLength();
    return length == array.length ? array : Arrays.copyOfRange(array, start, start + length);
  }
}
