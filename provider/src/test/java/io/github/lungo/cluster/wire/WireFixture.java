// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The wire of the cache {@code orders}, which carries {@link Carried} and not {@link Foreign}; sender and receiver apart. */
final class WireFixture implements AutoCloseable {
  static final Version VERSION = new Version(7L << 16, -8);

  private final KryoCodec senders = codec(List.of(Carried.class.getName()));
  private final KryoCodec receivers = codec(List.of(Carried.class.getName()));
  final CacheWire<Long, Object> sender = CacheWire.of("orders", Long.class, Object.class, senders);
  final CacheWire<Long, Object> receiver =
      CacheWire.of("orders", Long.class, Object.class, receivers);

  static KryoCodec codec(List<String> allowed) {
    return KryoCodec.forCluster(
        WireFixture.class.getClassLoader(), TypeFilter.ofCache(Long.class, Object.class, allowed));
  }

  /** Reads with one of the parts of the wire. */
  @FunctionalInterface
  interface Reading<T> {
    T from(FrameReader frame) throws MalformedFrameException;
  }

  static byte[] written(Consumer<FrameWriter> writing) {
    FrameWriter to = new FrameWriter();
    writing.accept(to);
    return to.toBytes();
  }

  /** Returns what is read, to the last byte. */
  static <T> T read(byte[] bytes, Reading<T> reading) throws MalformedFrameException {
    FrameReader from = new FrameReader("a frame", bytes);
    T read = reading.from(from);
    from.expectEnd();
    return read;
  }

  Object stored(Object value) {
    return sender.entries().copier().toStored(value);
  }

  byte[] bytesOf(EntryOperation<Long, Object, ?> operation) {
    return written(to -> sender.operations().write(to, 42L, operation));
  }

  KeyedOperation<Long, Object> sent(EntryOperation<Long, Object, ?> operation)
      throws MalformedFrameException {
    return read(bytesOf(operation), receiver.operations()::read);
  }

  /** Returns operations of every kind, with every variant. */
  List<EntryOperation<Long, Object, ?>> operations() {
    List<EntryOperation<Long, Object, ?>> all = new ArrayList<>();
    for (Put.Kind kind : Put.Kind.values()) {
      all.add(Put.of(stored("text"), kind));
      all.add(new Put<>(stored(new Carried.Order("a", "b")), kind, 5_000_000_000L));
    }
    all.add(new Put<>(stored(1L), Put.Kind.PUT, 0));
    all.add(new Put<>(stored(1L), Put.Kind.PUT, Long.MAX_VALUE));
    all.add(new Replace<>(null, stored(new Carried.Point(1, 2))));
    all.add(new Replace<>(new Carried.Order("a"), stored("new")));
    all.add(Remove.any(Remove.Kind.ANY));
    all.add(Remove.any(Remove.Kind.IF_PRESENT));
    all.add(Remove.any(Remove.Kind.GET_AND_REMOVE));
    all.add(Remove.ifEqualTo(new Carried.Point(3, 4)));
    all.add(Remove.ifStill(EntryShape.versioned("any", 5, 1, VERSION)));
    all.add(Remove.unfound(EntryShape.versioned("any", 5, 1, VERSION)));
    all.add(Remove.unfound(null));
    all.add(Invoke.of(new Carried.Append("x")));
    all.add(Invoke.of(new Carried.Append("y"), 1, null, new Carried.Order("z")));
    all.add(Invoke.of(Carried.serializableLambda("captured"), "one", 'c'));
    return all;
  }

  @Override
  public void close() {
    senders.close();
    receivers.close();
  }
}
