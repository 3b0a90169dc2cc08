// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Texts as keys and numbers as values, in the simplest way. */
final class PlainForms implements Forms<String, Long> {

  /** Adds its argument to the entry, and answers with the sum. */
  static final class Adding implements EntryProcessor<String, Long, Long> {
    @Override
    public Long process(MutableEntry<String, Long> entry, Object... arguments) {
      long sum = (entry.exists() ? entry.getValue() : 0) + (Long) arguments[0];
      entry.setValue(sum);
      return sum;
    }
  }

  @Override
  public void writeKey(FrameWriter writer, String key) {
    writer.writeText(key);
  }

  @Override
  public String readKey(FrameReader reader) throws MalformedFrameException {
    return reader.readText(1_000);
  }

  @Override
  public void writeStored(FrameWriter writer, Object stored) {
    writer.writeLong((Long) stored);
  }

  @Override
  public Object readStored(FrameReader reader) throws MalformedFrameException {
    return reader.readLong();
  }

  @Override
  public void requireSendable(String key, EntryOperation<String, Long, ?> operation) {}

  @Override
  public void writeOperation(
      FrameWriter writer, String key, EntryOperation<String, Long, ?> operation) {
    writeKey(writer, key);
    if (operation instanceof Put<?, ?> put) {
      writer.writeByte(1).writeByte(put.kind().ordinal()).writeLong((Long) put.stored());
    } else if (operation instanceof Remove<?, ?> remove) {
      writer.writeByte(2).writeByte(remove.kind().ordinal());
      writeNullable(writer, (Long) remove.expected());
    } else if (operation instanceof Replace<?, ?> replace) {
      writeNullable(writer.writeByte(3), (Long) replace.expected());
      writer.writeLong((Long) replace.stored());
    } else if (operation instanceof Invoke<?, ?, ?> invoke) {
      writer.writeByte(4).writeLong((Long) invoke.arguments().get(0));
    }
  }

  private static void writeNullable(FrameWriter writer, Long value) {
    writer.writeFlag(value != null);
    if (value != null) {
      writer.writeLong(value);
    }
  }

  private static Long readNullable(FrameReader reader) throws MalformedFrameException {
    return reader.readFlag() ? reader.readLong() : null;
  }

  @Override
  public KeyedOperation<String, Long> readOperation(FrameReader reader)
      throws MalformedFrameException {
    String key = readKey(reader);
    return new KeyedOperation<>(key, operation(reader));
  }

  private static EntryOperation<String, Long, ?> operation(FrameReader reader)
      throws MalformedFrameException {
    return switch (reader.readByte()) {
      case 1 -> {
        Put.Kind kind = Put.Kind.values()[reader.readByte()];
        yield Put.of(reader.readLong(), kind);
      }
      case 2 -> {
        Remove.Kind kind = Remove.Kind.values()[reader.readByte()];
        yield new Remove<>(kind, readNullable(reader), null);
      }
      case 3 -> {
        Long expected = readNullable(reader);
        yield new Replace<>(expected, reader.readLong());
      }
      default -> Invoke.of(new Adding(), reader.readLong());
    };
  }

  @Override
  public void writeAnswer(FrameWriter writer, Answer<?> answer) {
    writeNullable(writer, (Long) answer.storedBefore());
    if (answer.result() instanceof Boolean flag) {
      writer.writeByte(1).writeFlag(flag);
    } else {
      writer.writeByte(2).writeLong((Long) answer.result());
    }
  }

  @Override
  public Answer<?> readAnswer(FrameReader reader, EntryOperation<String, Long, ?> operation)
      throws MalformedFrameException {
    Long stored = readNullable(reader);
    Object result =
        reader.readByte() == 1 ? (Object) reader.readFlag() : (Object) reader.readLong();
    return new Answer<>(result, stored, Counts.NOTHING);
  }

  @Override
  public void writeFailure(FrameWriter writer, Throwable failure) {
    writer.writeText(failure.toString());
  }

  @Override
  public Throwable readFailure(FrameReader reader) throws MalformedFrameException {
    return new CacheException(reader.readText(10_000));
  }
}
