// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OperationWireTest {
  private final WireFixture fixture = new WireFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void read_everyVariant_isTheSame() throws Exception {
    for (EntryOperation<Long, Object, ?> operation : fixture.operations()) {
      KeyedOperation<Long, Object> arrived = fixture.sent(operation);

      assertThat(arrived.key()).isEqualTo(42L);
      if (operation instanceof Invoke<Long, Object, ?> invoke) {
        assertSame(invoke, (Invoke<Long, Object, ?>) arrived.operation());
      } else if (operation instanceof Remove<?, ?> remove) {
        assertSame(remove, (Remove<?, ?>) arrived.operation());
      } else {
        assertThat(arrived.operation()).usingRecursiveComparison().isEqualTo(operation);
      }
    }
  }

  private static void assertSame(Invoke<Long, Object, ?> sent, Invoke<Long, Object, ?> arrived) {
    Object[] arguments = {1, 2};

    assertThat(arrived.arguments()).isEqualTo(sent.arguments());
    assertThat(arrived.processor().process(null, arguments))
        .isEqualTo(sent.processor().process(null, arguments));
  }

  private static void assertSame(Remove<?, ?> sent, Remove<?, ?> arrived) {
    assertThat(arrived.kind()).isEqualTo(sent.kind());
    assertThat((Object) arrived.expected()).isEqualTo(sent.expected());
    assertThat(arrived.version() == null).isEqualTo(sent.version() == null);
  }

  @Test
  void read_removeOfAVersion_removesThatVersionOnly() throws Exception {
    CachedValue seen = EntryShape.versioned("here", 5, 1, WireFixture.VERSION);
    CachedValue elsewhere = EntryShape.versioned("there", 99, 1, WireFixture.VERSION);
    CachedValue newer = EntryShape.versioned("there", 99, 1, new Version(8L << 16, -8));

    EntryOperation<Long, Object, ?> arrived =
        fixture.sent(Remove.<Long, Object>ifStill(seen)).operation();

    assertThat(arrived.apply(elsewhere, null).result()).isEqualTo(true);
    assertThat(arrived.apply(newer, null).result()).isEqualTo(false);
  }

  @Test
  void read_mutableParts_areSharedWithNobody() throws Exception {
    Carried.Order argument = new Carried.Order("a");
    byte[] bytes =
        fixture.bytesOf(Invoke.of(new Carried.Append("x"), argument, argument, List.of(argument)));

    List<Object> first = argumentsIn(bytes);
    ((Carried.Order) first.get(0)).lines.add("changed");

    assertThat(argument.lines).containsExactly("a");
    assertThat(first.get(1)).isEqualTo(argument);
    assertThat(argumentsIn(bytes)).containsExactly(argument, argument, List.of(argument));
  }

  private List<Object> argumentsIn(byte[] bytes) throws Exception {
    KeyedOperation<Long, Object> arrived =
        WireFixture.read(bytes, fixture.receiver.operations()::read);
    return ((Invoke<Long, Object, ?>) arrived.operation()).arguments();
  }

  @Test
  void read_storedBytes_areSharedWithNobody() throws Exception {
    byte[] stored = (byte[]) fixture.stored(new Carried.Order("a"));
    byte[] bytes = fixture.bytesOf(Put.of(stored, Put.Kind.PUT));

    Put<?, ?> arrived =
        (Put<?, ?>) WireFixture.read(bytes, fixture.receiver.operations()::read).operation();
    bytes[bytes.length - 1]++;

    assertThat((byte[]) arrived.stored()).isEqualTo(stored).isNotSameAs(stored);
  }

  @Test
  void read_valueOfAClassThatIsMissing_needsItOnlyToCompare() throws Exception {
    try (var bare = WireFixture.codec(List.of())) {
      CacheWire<Long, Object> owner = CacheWire.of("orders", Long.class, Object.class, bare);
      Object stored = fixture.stored(new Carried.Order("a"));
      byte[] put = fixture.bytesOf(Put.of(stored, Put.Kind.PUT));
      byte[] replace = fixture.bytesOf(new Replace<>(new Carried.Order("a"), "b"));

      Put<?, ?> arrived =
          (Put<?, ?>) WireFixture.read(put, owner.operations()::read).operation();

      assertThat(arrived.stored()).isEqualTo(stored);
      assertThatThrownBy(() -> WireFixture.read(replace, owner.operations()::read))
          .hasMessage(
              "cache 'orders': the expected value cannot be read here: cannot decode %d"
                  + " bytes: %2$s is not allowed; add it, or its package, to the configuration:"
                  + " lungo.cluster.allow = [\"%2$s\"]",
              encodedSize(), Carried.Order.class.getName());
    }
  }

  private int encodedSize() {
    return ((byte[]) fixture.stored(new Carried.Order("a"))).length;
  }

  @Test
  void write_versionThatOnlyThisMemberKnows_isRefused() {
    Remove<Long, Object> remove = Remove.ifStill(EntryShape.EXPIRING.create("x", 5, 1));

    assertThatThrownBy(() -> fixture.bytesOf(remove))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only this member knows the version: io.github.lungo.entry.ExpiringValue");
  }
}
