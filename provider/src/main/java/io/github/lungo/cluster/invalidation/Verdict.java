// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.WireNumbers;
import io.github.lungo.entry.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a member answers who was told something in a topology. Immutable.
 *
 * @param known the newest version of what the member has kept, as that is newer than what it was told, or null
 */
record Verdict(Kind kind, @Nullable Version known) {
  static final Verdict DONE = new Verdict(Kind.DONE, null);
  static final Verdict AHEAD = new Verdict(Kind.AHEAD, null);
  static final Verdict BEHIND = new Verdict(Kind.BEHIND, null);

  /** Whether it counts. The numbers are part of the protocol. */
  enum Kind {
    /** The member has done it, in the topology that was named. */
    DONE(0),
    /** The member has another topology that the asker will have, too. */
    AHEAD(1),
    /** The member does not know the asker's topology yet. */
    BEHIND(2);

    private static final WireNumbers<Kind> NUMBERS =
        new WireNumbers<>("verdict", Kind.class, kind -> kind.code);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** Returns what a member answers that has another topology than the asker named, or none. */
  static Verdict elsewhere(@Nullable TopologyName mine, TopologyName named) {
    return mine != null && mine.isNewerThan(named) ? AHEAD : BEHIND;
  }

  byte[] encode() {
    FrameWriter writer = new FrameWriter(2 + Version.BYTES);
    write(writer);
    return writer.toBytes();
  }

  void write(FrameWriter writer) {
    writer.writeByte(kind.code).writeFlag(known != null);
    if (known != null) {
      writer.writeLong(known.stamp()).writeLong(known.member());
    }
  }

  static Verdict read(FrameReader reader) throws MalformedFrameException {
    Kind kind = Kind.NUMBERS.read(reader);
    @Nullable Version known = reader.readFlag() ? MessageForm.readVersion(reader) : null;
    return new Verdict(kind, known);
  }
}
