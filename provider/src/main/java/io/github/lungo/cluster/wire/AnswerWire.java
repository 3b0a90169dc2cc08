// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Answers of operations on one cache as bytes. Thread-safe.
 *
 * <p>To be written before the operation takes effect, as what a processor returns may turn out not to be encodable.
 */
public final class AnswerWire<K, V> {
  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int OBJECT = 3;

  private final ObjectWire objects;
  private final EntryWire<K, V> entries;

  AnswerWire(ObjectWire objects, EntryWire<K, V> entries) {
    this.objects = objects;
    this.entries = entries;
  }

  /**
   * Writes an answer.
   *
   * @throws CacheException if the result cannot be encoded, or is too large; the message names the class at fault
   */
  public void write(FrameWriter to, Answer<?> answer) {
    writeResult(to, answer.result());
    entries.writeStored(to, answer.storedBefore());
    Counts counts = answer.counts();
    to.writeNumber(counts.hits())
        .writeNumber(counts.misses())
        .writeNumber(counts.puts())
        .writeNumber(counts.removals());
  }

  private void writeResult(FrameWriter to, @Nullable Object result) {
    if (result == null) {
      to.writeByte(NULL);
    } else if (result instanceof Boolean flag) {
      to.writeByte(flag ? TRUE : FALSE);
    } else {
      to.writeByte(OBJECT).writeBytes(objects.encode(result, "invoke", "result"));
    }
  }

  /**
   * Reads the answer of the given operation.
   *
   * @throws MalformedFrameException if the bytes are none, or need classes that are missing here; the message says which
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a processor answers what it likes, or null
  public <R extends @Nullable Object> Answer<R> read(
      FrameReader from, EntryOperation<K, V, R> operation) throws MalformedFrameException {
    @Nullable Object result = readResult(from);
    if (!(operation instanceof Invoke) && !(result instanceof Boolean)) {
      throw objects.malformed(OperationName.of(operation) + " has no answer of true or false");
    }
    @Nullable Object storedBefore = entries.readStored(from);
    return new Answer<>((R) result, storedBefore, readCounts(from));
  }

  private @Nullable Object readResult(FrameReader from) throws MalformedFrameException {
    int code = from.readByte();
    return switch (code) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case OBJECT -> objects.decode(from.readBytes(), Object.class, "result");
      default -> throw objects.malformed("there is no result of number " + code);
    };
  }

  private static Counts readCounts(FrameReader from) throws MalformedFrameException {
    return new Counts(
        readCount(from, "hits"),
        readCount(from, "misses"),
        readCount(from, "puts"),
        readCount(from, "removals"));
  }

  private static int readCount(FrameReader from, String what) throws MalformedFrameException {
    return from.readNumber(what, 0, Integer.MAX_VALUE);
  }
}
