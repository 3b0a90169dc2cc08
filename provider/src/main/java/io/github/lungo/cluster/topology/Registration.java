// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;

/**
 * As whom a member runs a cache. Immutable.
 *
 * @param cache the cache's name
 * @param term from 1, higher each time that this member joins a cache
 * @param fingerprint what all members must have set alike
 * @param copies how many owners each segment should have, at least 1
 */
record Registration(String cache, long term, Fingerprint fingerprint, int copies) {
  /** How many bytes a cache's name may have. */
  static final int LONGEST_NAME = 4_096;

  /** Returns what another one has different, for people; empty if both can run the cache together. */
  String differenceFrom(Registration there) {
    String difference = fingerprint.differenceFrom(there.fingerprint);
    return difference.isEmpty() && copies != there.copies
        ? "copies: here " + copies + ", there " + there.copies
        : difference;
  }

  void write(FrameWriter writer) {
    writer.writeText(cache).writeLong(term).writeBytes(fingerprint.encode()).writeNumber(copies);
  }

  static Registration read(FrameReader reader) throws MalformedFrameException {
    String cache = reader.readText(LONGEST_NAME);
    long term = readTerm(reader);
    Fingerprint fingerprint = Fingerprint.decode(reader.readBytes());
    int copies = reader.readNumber("copies", 1, Integer.MAX_VALUE);
    return new Registration(cache, term, fingerprint, copies);
  }

  static long readTerm(FrameReader reader) throws MalformedFrameException {
    long term = reader.readLong();
    if (term < 1) {
      throw new MalformedFrameException("a term must be at least 1: " + term);
    }
    return term;
  }
}
