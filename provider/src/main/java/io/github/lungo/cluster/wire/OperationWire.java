// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.WireNumbers;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.ProcessorEffect;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Operations on entries of one cache as bytes. What an operation compares, and what a processor is given, becomes objects
 * of the reader's own, each for itself: two arguments that are one object arrive as two equal ones. Thread-safe.
 */
public final class OperationWire<K, V> {
  /** How many bytes an operation may take with its key: a frame less some room for what stands before it. */
  public static final int LARGEST_OPERATION = (8 << 20) - (64 << 10);

  private static final int PUT = 1;
  private static final int REPLACE = 2;
  private static final int REMOVE = 3;
  private static final int INVOKE = 4;
  private static final int EFFECT = 5;

  private static final WireNumbers<Put.Kind> PUTS = new WireNumbers<>(
      "kind of put",
      Put.Kind.class,
      Map.of(
          Put.Kind.PUT, 1,
          Put.Kind.GET_AND_PUT, 2,
          Put.Kind.IF_ABSENT, 3,
          Put.Kind.LOADED, 4,
          Put.Kind.LOADED_IF_ABSENT, 5,
          Put.Kind.REFRESHED, 6));

  private static final WireNumbers<ProcessorEffect.Kind> EFFECTS = new WireNumbers<>(
      "kind of effect",
      ProcessorEffect.Kind.class,
      Map.of(
          ProcessorEffect.Kind.READ, 1,
          ProcessorEffect.Kind.LOADED, 2,
          ProcessorEffect.Kind.SET, 3,
          ProcessorEffect.Kind.REMOVED, 4));

  private static final WireNumbers<Remove.Kind> REMOVES = new WireNumbers<>(
      "kind of remove",
      Remove.Kind.class,
      Map.of(
          Remove.Kind.ANY, 1,
          Remove.Kind.IF_PRESENT, 2,
          Remove.Kind.GET_AND_REMOVE, 3,
          Remove.Kind.IF_EQUAL, 4,
          Remove.Kind.IF_SAME_VERSION, 5,
          Remove.Kind.UNFOUND, 6));

  private final ObjectWire objects;
  private final EntryWire<K, V> entries;
  private final Class<V> valueType;

  OperationWire(ObjectWire objects, EntryWire<K, V> entries, Class<V> valueType) {
    this.objects = objects;
    this.entries = entries;
    this.valueType = valueType;
  }

  /**
   * Writes an operation on the entry of a key.
   *
   * @throws CacheException if some part of it cannot be encoded, or it is too large: the message names the method, and the
   *     class at fault or the key, the size and the limit
   * @throws IllegalArgumentException if it is about a version of an entry that only this member knows
   */
  public void write(FrameWriter to, K key, EntryOperation<K, V, ?> operation) {
    String name = OperationName.of(operation);
    byte[] keyBytes = entries.keyBytes(key, name);
    FrameWriter rest = new FrameWriter();
    if (operation instanceof Put<?, ?> put) {
      byte[] value = entries.storedBytes(put.stored(), name);
      entries.requireFits(key, keyBytes, value);
      writePut(rest, put, value);
    } else if (operation instanceof Replace<?, ?> replace) {
      byte[] value = entries.storedBytes(replace.stored(), name);
      entries.requireFits(key, keyBytes, value);
      writeReplace(rest, replace, value);
    } else if (operation instanceof Remove<?, ?> remove) {
      writeRemove(rest, remove);
    } else if (operation instanceof Invoke<?, ?, ?> invoke) {
      writeInvoke(rest, invoke);
    } else if (operation instanceof ProcessorEffect<?, ?> effect) {
      writeEffect(rest, key, keyBytes, effect);
    }
    byte[] restBytes = rest.toBytes();
    long size = (long) keyBytes.length + restBytes.length;
    if (size > LARGEST_OPERATION) {
      throw objects.refused(name + " of key " + EntryWire.textOf(key) + " takes " + size
          + " bytes, more than the " + LARGEST_OPERATION + " that an operation may");
    }
    to.writeBytes(keyBytes).writeBytes(restBytes);
  }

  private static void writePut(FrameWriter to, Put<?, ?> put, byte[] value) {
    to.writeByte(PUT);
    PUTS.write(to, put.kind());
    EntryWire.writeSpan(to, put.timeToLive(), Put.BY_POLICY);
    EntryWire.writeStored(to, put.stored(), value);
  }

  private void writeReplace(FrameWriter to, Replace<?, ?> replace, byte[] value) {
    to.writeByte(REPLACE);
    writeOptional(to, replace.expected(), "replace", "expected value");
    EntryWire.writeStored(to, replace.stored(), value);
  }

  private void writeRemove(FrameWriter to, Remove<?, ?> remove) {
    to.writeByte(REMOVE);
    REMOVES.write(to, remove.kind());
    writeOptional(to, remove.expected(), "remove", "expected value");
    writeVersion(to, remove.version());
  }

  /** Writes which version of an entry is meant, if one is. */
  private void writeVersion(FrameWriter to, @Nullable CachedValue version) {
    to.writeFlag(version != null);
    if (version instanceof VersionedValue versioned) {
      entries.writeVersion(to, versioned.version());
    } else if (version != null) {
      throw new IllegalArgumentException(
          "only this member knows the version: " + version.getClass().getName());
    }
  }

  private @Nullable CachedValue readVersion(FrameReader from) throws MalformedFrameException {
    return from.readFlag() ? EntryShape.knownBy(entries.readVersion(from)) : null;
  }

  private void writeEffect(FrameWriter to, K key, byte[] keyBytes, ProcessorEffect<?, ?> effect) {
    to.writeByte(EFFECT);
    EFFECTS.write(to, effect.kind());
    writeVersion(to, effect.seen());
    @Nullable Object stored = effect.stored();
    to.writeFlag(stored != null);
    if (stored != null) {
      byte[] value = entries.storedBytes(stored, "invoke");
      entries.requireFits(key, keyBytes, value);
      EntryWire.writeStored(to, stored, value);
    }
  }

  private ProcessorEffect<K, V> readEffect(FrameReader from) throws MalformedFrameException {
    ProcessorEffect.Kind kind = EFFECTS.read(from);
    @Nullable CachedValue seen = readVersion(from);
    @Nullable Object stored = from.readFlag() ? entries.requireStored(from) : null;
    boolean isStoring = kind == ProcessorEffect.Kind.SET || kind == ProcessorEffect.Kind.LOADED;
    if (isStoring != (stored != null)) {
      throw objects.malformed("an effect of kind " + kind + " has too much or too little");
    }
    return new ProcessorEffect<>(kind, stored, seen);
  }

  private void writeInvoke(FrameWriter to, Invoke<?, ?, ?> invoke) {
    to.writeByte(INVOKE)
        .writeBytes(objects.encode(invoke.processor(), "invoke", "entry processor"))
        .writeNumber(invoke.arguments().size());
    int number = 0;
    for (@Nullable Object argument : invoke.arguments()) {
      number++;
      writeOptional(to, argument, "invoke", "argument " + number);
    }
  }

  private void writeOptional(FrameWriter to, @Nullable Object object, String name, String what) {
    to.writeFlag(object != null);
    if (object != null) {
      to.writeBytes(objects.encode(object, name, what));
    }
  }

  /**
   * Reads an operation.
   *
   * @throws MalformedFrameException if the bytes are none, or need classes that are missing here; the message says which
   */
  public KeyedOperation<K, V> read(FrameReader from) throws MalformedFrameException {
    K key = entries.readKey(from);
    FrameReader rest = new FrameReader("an operation", from.readBytes());
    int code = rest.readByte();
    EntryOperation<K, V, ?> operation = switch (code) {
      case PUT -> readPut(rest);
      case REPLACE ->
        new Replace<>(readOptional(rest, valueType, "expected value"), entries.requireStored(rest));
      case REMOVE -> readRemove(rest);
      case INVOKE -> readInvoke(rest);
      case EFFECT -> readEffect(rest);
      default -> throw objects.malformed("there is no operation of number " + code);
    };
    rest.expectEnd();
    return new KeyedOperation<>(key, operation);
  }

  private Put<K, V> readPut(FrameReader from) throws MalformedFrameException {
    Put.Kind kind = PUTS.read(from);
    long timeToLive = EntryWire.readSpan(from, Put.BY_POLICY);
    return new Put<>(entries.requireStored(from), kind, timeToLive);
  }

  private Remove<K, V> readRemove(FrameReader from) throws MalformedFrameException {
    Remove.Kind kind = REMOVES.read(from);
    V expected = readOptional(from, valueType, "expected value");
    @Nullable CachedValue version = readVersion(from);
    boolean mayHaveVersion = kind == Remove.Kind.IF_SAME_VERSION || kind == Remove.Kind.UNFOUND;
    if ((kind == Remove.Kind.IF_EQUAL) != (expected != null)
        || (version != null && !mayHaveVersion)
        || (version == null && kind == Remove.Kind.IF_SAME_VERSION)) {
      throw objects.malformed("a remove of kind " + kind + " has too much or too little");
    }
    return new Remove<>(kind, expected, version);
  }

  @SuppressWarnings("unchecked") // which types a processor is for, no object knows
  private Invoke<K, V, Object> readInvoke(FrameReader from) throws MalformedFrameException {
    EntryProcessor<K, V, Object> processor = (EntryProcessor<K, V, Object>)
        objects.decode(from.readBytes(), EntryProcessor.class, "entry processor");
    int count = from.readCount("the number of arguments", 1);
    List<@Nullable Object> arguments = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      arguments.add(readOptional(from, Object.class, "argument " + number));
    }
    return Invoke.of(processor, arguments.toArray());
  }

  private <T> @Nullable T readOptional(FrameReader from, Class<T> type, String what)
      throws MalformedFrameException {
    return from.readFlag() ? objects.decode(from.readBytes(), type, what) : null;
  }
}
