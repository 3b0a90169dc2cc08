// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;

/**
 * A member's interest as of some moment.
 *
 * @param number grows with each announcement of a member
 */
record Announcement(long number, Interest interest) {

  void write(FrameWriter to) {
    to.writeLong(number);
    interest.write(to);
  }

  static Announcement read(FrameReader from) throws MalformedFrameException {
    return new Announcement(from.readLong(), Interest.read(from));
  }
}
