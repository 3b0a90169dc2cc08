// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.WireNumbers;

/**
 * What stands before the body of each frame.
 *
 * @param kind what the frame is
 * @param cache the cache that it is for, not negative; 0 in answers
 * @param id the number of the request, by its sender; 0 for a notice
 * @param body the rest, which the cache's protocol understands
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares envelopes
record Envelope(Kind kind, int cache, long id, byte[] body) {
  /** The version of the protocol. Members of different versions do not understand each other. */
  static final int VERSION = 1;

  /** What a frame is. The numbers are part of the protocol. */
  enum Kind {
    /** Wants an answer. */
    REQUEST(1),
    /** Wants none. */
    NOTICE(2),
    /** The answer. */
    REPLY(3),
    /** The request has come, its answer takes a while. */
    ACKNOWLEDGEMENT(4),
    /** There is no such cache here. */
    NOT_HERE(5),
    /** The handler has failed; the body is a text. */
    FAILURE(6),
    /** Answers that the asker has; the body is a {@link Settlement}. */
    SETTLED(7);

    private static final WireNumbers<Kind> NUMBERS =
        new WireNumbers<>("kind of frame", Kind.class, kind -> kind.code);

    private final int code;

    Kind(int code) {
      this.code = code;
    }
  }

  /** How many bytes a frame has besides its body, at most. */
  static final int LARGEST_HEADER = 24;

  static Envelope answer(Kind kind, long id, byte[] body) {
    return new Envelope(kind, 0, id, body);
  }

  byte[] toFrame() {
    return new FrameWriter(body.length + LARGEST_HEADER)
        .writeByte(VERSION)
        .writeByte(kind.code)
        .writeNumber(cache)
        .writeLong(id)
        .writeBytes(body)
        .toBytes();
  }

  static Envelope of(byte[] frame) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a frame", frame);
    reader.expectFormat(VERSION);
    Kind kind = Kind.NUMBERS.read(reader);
    int cache = reader.readNumber("a cache", 0, Integer.MAX_VALUE);
    long id = reader.readLong();
    byte[] body = reader.readBytes();
    reader.expectEnd();
    return new Envelope(kind, cache, id, body);
  }
}
