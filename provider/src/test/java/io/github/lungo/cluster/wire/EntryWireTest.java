// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.MalformedFrameException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // as users write them
final class EntryWireTest {
  private final WireFixture fixture = new WireFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Object> ofTheJdk() {
    return Stream.of(
        "text",
        "",
        1L,
        'c',
        true,
        BigDecimal.TEN,
        new UUID(1, 2),
        Instant.EPOCH,
        ZoneId.of("Europe/Paris"),
        Locale.US,
        TimeUnit.DAYS);
  }

  static Stream<Object> others() {
    return Stream.of(
        new Carried.Order("a"),
        new Carried.Point(1, 2),
        new byte[] {1, 2},
        new Date(5),
        List.of(1, "b"));
  }

  private Object sent(Object stored) throws MalformedFrameException {
    byte[] bytes = WireFixture.written(to -> fixture.sender.entries().writeStored(to, stored));
    return WireFixture.read(bytes, fixture.receiver.entries()::readStored);
  }

  @ParameterizedTest
  @MethodSource("ofTheJdk")
  void readStored_immutableOfTheJdk_isTheObject(Object value) throws Exception {
    assertThat(fixture.stored(value)).isSameAs(value);
    assertThat(sent(value)).isEqualTo(value).hasSameClassAs(value);
  }

  @ParameterizedTest
  @MethodSource("others")
  void readStored_otherValue_isItsBytes(Object value) throws Exception {
    Object stored = fixture.stored(value);

    Object arrived = sent(stored);

    assertThat(stored).isInstanceOf(byte[].class);
    assertThat(arrived).isEqualTo(stored).isNotSameAs(stored);
    assertThat(fixture.receiver.entries().copier().fromStored(arrived))
        .isEqualTo(value)
        .isNotSameAs(value);
  }

  @Test
  void readStored_class_isItsBytes() throws Exception {
    Object arrived = sent(fixture.stored(Carried.Order.class));

    assertThat(arrived).isInstanceOf(byte[].class);
    assertThat(fixture.receiver.entries().copier().fromStored(arrived))
        .isSameAs(Carried.Order.class);
  }

  @Test
  void readStored_none_isNull() throws Exception {
    assertThat(sent(null)).isNull();
  }

  @Test
  void readStored_objectThatIsKeptAsBytes_isRefused() {
    byte[] encoded = (byte[]) fixture.stored(new Carried.Order("a"));
    byte[] array = (byte[]) fixture.stored(new byte[] {1});

    assertThatThrownBy(() -> WireFixture.read(
            WireFixture.written(to -> to.writeByte(1).writeBytes(encoded)),
            fixture.receiver.entries()::readStored))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage(
            "cache 'orders': a " + Carried.Order.class.getName() + " is no stored form here");
    assertThatThrownBy(() -> WireFixture.read(
            WireFixture.written(to -> to.writeByte(1).writeBytes(array)),
            fixture.receiver.entries()::readStored))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("cache 'orders': a [B is no stored form here");
  }

  @Test
  void readStored_valueOfAnotherType_isRefused() {
    try (var codec = WireFixture.codec(List.of())) {
      var numbers = CacheWire.of("orders", Long.class, Long.class, codec).entries();
      byte[] text = WireFixture.written(to -> fixture.sender.entries().writeStored(to, "text"));

      assertThatThrownBy(() -> WireFixture.read(text, numbers::readStored))
          .isExactlyInstanceOf(MalformedFrameException.class)
          .hasMessage("cache 'orders': a java.lang.String is no stored form here");
    }
  }

  @Test
  void readKey_ofTheType_isTheSame() throws Exception {
    byte[] bytes = WireFixture.written(to -> fixture.sender.entries().writeKey(to, 42L));

    assertThat(WireFixture.read(bytes, fixture.receiver.entries()::readKey)).isEqualTo(42L);
  }

  @Test
  void readKey_ofAnotherType_isRefused() {
    byte[] bytes = WireFixture.written(
        to -> to.writeBytes(fixture.sender.entries().storedBytes("text", "put")));

    assertThatThrownBy(() -> WireFixture.read(bytes, fixture.receiver.entries()::readKey))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("cache 'orders': the key is a java.lang.String, not a java.lang.Long");
  }

  @Test
  void readVersion_negativeStamp_isRefused() {
    byte[] bytes = WireFixture.written(to -> to.writeLong(-1).writeLong(5));

    assertThatThrownBy(() -> WireFixture.read(bytes, fixture.receiver.entries()::readVersion))
        .isExactlyInstanceOf(MalformedFrameException.class)
        .hasMessage("cache 'orders': the stamp of a version must not be negative: -1");
  }
}
