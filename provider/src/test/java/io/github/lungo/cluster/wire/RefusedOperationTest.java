// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be sent, and what users are told then. */
final class RefusedOperationTest {
  private final WireFixture fixture = new WireFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void assertRefused(EntryOperation<Long, Object, ?> operation, String message) {
    assertThatThrownBy(() -> fixture.bytesOf(operation))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage(message);
  }

  private static String notAllowed(String where, Class<?> type) {
    return "cannot encode %s: %2$s is not allowed; add it, or its package, to the configuration: lungo.cluster.allow = [\"%2$s\"]"
        .formatted(where, type.getName());
  }

  @Test
  void write_processorThatIsNotAllowed_saysTheLineToAdd() {
    assertRefused(
        Invoke.of(new Foreign.Spy()),
        "cache 'orders': invoke: the entry processor cannot be sent to another member: "
            + notAllowed(Foreign.Spy.class.getName(), Foreign.Spy.class));
  }

  @Test
  void write_lambdaOfAClassThatIsNotAllowed_saysTheLineToAdd() {
    Object lambda = Foreign.serializableLambda();

    assertRefused(
        Invoke.of(Foreign.serializableLambda()),
        "cache 'orders': invoke: the entry processor cannot be sent to another member: "
            + notAllowed(lambda.getClass().getTypeName(), Foreign.class));
  }

  @Test
  void write_lambdaThatIsNotSerializable_saysHowToWriteOne() {
    assertRefused(
        Invoke.of(Carried.plainLambda()),
        "cache 'orders': invoke: the entry processor cannot be sent to another member: it is a lambda of "
            + Carried.class.getName()
            + " that is not Serializable; write (EntryProcessor<K, V, T> & Serializable) (entry, arguments) -> ...,"
            + " or a class");
  }

  @Test
  void write_argumentThatIsALambda_saysHowToWriteOne() {
    Supplier<String> lambda = () -> "never";

    assertRefused(
        Invoke.of(new Carried.Append("x"), "first", lambda),
        "cache 'orders': invoke: the argument 2 cannot be sent to another member: it is a lambda of "
            + RefusedOperationTest.class.getName()
            + " that is not Serializable; cast it to its type & Serializable, or write a class");
  }

  @Test
  void write_expectedValueThatIsNotAllowed_namesThePath() {
    Carried.Order order = new Carried.Order();
    order.note = new Foreign.Secret("s");
    String reason = notAllowed(
        Carried.Order.class.getName() + ".note (" + Foreign.Secret.class.getName() + ")",
        Foreign.Secret.class);

    assertRefused(
        new Replace<>(order, "new"),
        "cache 'orders': replace: the expected value cannot be sent to another member: " + reason);
    assertRefused(
        Remove.ifEqualTo(order),
        "cache 'orders': remove: the expected value cannot be sent to another member: " + reason);
  }

  @Test
  void write_resultThatCannotBeEncoded_namesTheClass() {
    Answer<Object> answer = new Answer<>(new Socket(), null, Counts.HIT);

    assertThatThrownBy(() -> WireFixture.written(to -> fixture.sender.answers().write(to, answer)))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage("cache 'orders': invoke: the result cannot be sent to another member: "
            + notAllowed(Socket.class.getName(), Socket.class));
  }

  @Test
  void write_keyOfAnotherClass_namesTheMethod() {
    try (var codec = WireFixture.codec(List.of())) {
      CacheWire<Object, Object> wire = CacheWire.of("orders", Object.class, Object.class, codec);
      Foreign.Secret key = new Foreign.Secret("s");

      assertThatThrownBy(() -> WireFixture.written(
              to -> wire.operations().write(to, key, Put.of("x", Put.Kind.GET_AND_PUT))))
          .isExactlyInstanceOf(CacheException.class)
          .hasMessage("cache 'orders': getAndPut: the key cannot be sent to another member: "
              + notAllowed(Foreign.Secret.class.getName(), Foreign.Secret.class));
    }
  }

  @Test
  void write_entryAboveTheLimit_saysKeySizeAndLimit() {
    byte[] largest = new byte[EntryWire.LARGEST_ENTRY - 3];
    byte[] tooLarge = new byte[EntryWire.LARGEST_ENTRY - 2];
    String message =
        "cache 'orders': the entry of key 42 takes 4194305 bytes, more than the 4194304 that one may";

    assertThat(fixture.bytesOf(Put.of(largest, Put.Kind.PUT))).hasSizeGreaterThan(largest.length);
    assertRefused(Put.of(tooLarge, Put.Kind.PUT), message);
    assertRefused(new Replace<>(null, tooLarge), message);
  }

  @Test
  void write_partAboveTheLimit_saysTheLimit() {
    String text = "x".repeat(EntryWire.LARGEST_ENTRY);

    assertRefused(
        Put.of(text, Put.Kind.PUT),
        "cache 'orders': put: the value cannot be sent to another member: cannot encode java.lang.String: it takes"
            + " more than 4194304 bytes");
  }

  @Test
  void write_operationAboveTheLimit_saysKeySizeAndLimit() {
    Invoke<Long, Object, Object> invoke =
        Invoke.of(new Carried.Append("x"), new byte[3 << 20], new byte[3 << 20], new byte[3 << 20]);

    assertThatThrownBy(() -> fixture.bytesOf(invoke))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageMatching(
            "cache 'orders': invoke of key 42 takes 9437\\d{3} bytes, more than the 8323072 that an operation may");
  }

  @Test
  void requireFits_entry_isCheckedExactlyWhereItIsClose() {
    EntryWire<Long, Object> entries = fixture.sender.entries();
    String twoBytesEach = "\u00e9".repeat((4 << 20) / 2 - 10);

    entries.requireFits(42L, new byte[EntryWire.LARGEST_ENTRY - 3]);
    entries.requireFits(42L, twoBytesEach);
    entries.requireFits(42L, "x".repeat(EntryWire.LARGEST_ENTRY - 20));
    assertThatThrownBy(() -> entries.requireFits(42L, new byte[EntryWire.LARGEST_ENTRY - 2]))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining("of key 42 takes 4194305 bytes");
    assertThatThrownBy(() -> entries.requireFits(42L, twoBytesEach + "0123456789".repeat(4)))
        .isExactlyInstanceOf(CacheException.class);
  }
}
