// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.serialization.Codec;
import java.util.List;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FailureWireTest {
  private final WireFixture fixture = new WireFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private Throwable sent(Throwable failure) throws Exception {
    byte[] bytes = WireFixture.written(to -> fixture.sender.failures().write(to, failure));
    return WireFixture.read(bytes, fixture.receiver.failures()::read);
  }

  static List<Function<Throwable, RuntimeException>> typesOfJCache() {
    return List.of(
        cause -> new EntryProcessorException("m", cause),
        cause -> new CacheLoaderException("m", cause),
        cause -> new CacheWriterException("m", cause),
        cause -> new CacheEntryListenerException("m", cause),
        cause -> new CacheException("m", cause));
  }

  @ParameterizedTest
  @MethodSource("typesOfJCache")
  void read_allowedCauses_areTheSame(Function<Throwable, RuntimeException> type) throws Exception {
    IllegalStateException root = new IllegalStateException("root");
    RuntimeException failure = type.apply(new Carried.Spoilt("spoilt", root));

    Throwable arrived = sent(failure);

    assertThat(arrived).hasSameClassAs(failure).hasMessage("m").isNotSameAs(failure);
    assertThat(arrived.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(arrived.getCause()).isExactlyInstanceOf(Carried.Spoilt.class).hasMessage("spoilt");
    assertThat(arrived.getCause().getCause())
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("root");
  }

  @ParameterizedTest
  @MethodSource("typesOfJCache")
  void read_causeThatIsNotAllowed_keepsTheTypeAndSaysWhatWasLost(
      Function<Throwable, RuntimeException> type) throws Exception {
    RuntimeException failure =
        type.apply(new Carried.Spoilt("spoilt", new Foreign.Breakdown("broken")));
    failure.addSuppressed(new IllegalStateException("beside"));

    Throwable arrived = sent(failure);

    assertThat(arrived)
        .hasSameClassAs(failure)
        .hasNoCause()
        .hasMessage(
            "m (sent as text: %s, caused by %s: spoilt, caused by %s: broken, suppressed"
                + " java.lang.IllegalStateException: beside)",
            failure.getClass().getName(),
            Carried.Spoilt.class.getName(),
            Foreign.Breakdown.class.getName());
  }

  @Test
  void read_otherTypes_areTheSameIfAllowed() throws Exception {
    assertThat(sent(new Carried.Spoilt("own", null))).isExactlyInstanceOf(Carried.Spoilt.class);
    assertThat(sent(new ClassCastException("no"))).isExactlyInstanceOf(ClassCastException.class);
    assertThat(sent(new AssertionError("no"))).isExactlyInstanceOf(AssertionError.class);
    assertThat(sent(new Foreign.Breakdown("broken")))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage("broken (sent as text: %s)", Foreign.Breakdown.class.getName());
  }

  @Test
  void read_failureOfTheOtherJvm_isNoneOfThisOne() throws Exception {
    assertThat(sent(new OutOfMemoryError("heap")))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage("heap (sent as text: java.lang.OutOfMemoryError)");
    assertThat(sent(new NoClassDefFoundError("x"))).isExactlyInstanceOf(CacheException.class);
    assertThat(sent(new Exception("checked"))).isExactlyInstanceOf(CacheException.class);
  }

  @Test
  void read_classThatIsMissingHere_isText() throws Exception {
    byte[] bytes = WireFixture.written(
        to -> fixture.sender.failures().write(to, new Carried.Spoilt("own", null)));

    try (var bare = WireFixture.codec(List.of())) {
      assertThat(WireFixture.read(
              bytes, CacheWire.of("orders", Long.class, Object.class, bare).failures()::read))
          .isExactlyInstanceOf(CacheException.class)
          .hasMessage("own (sent as text: %s)", Carried.Spoilt.class.getName());
    }
  }

  /** Fails in every way that a user's exception can. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("no cause");
    }

    private Object writeReplace() {
      throw new LinkageError("no form");
    }
  }

  @Test
  void write_exceptionThatFailsItself_isSentAllTheSame() throws Exception {
    Hostile hostile = new Hostile();

    assertThat(sent(new EntryProcessorException("m", hostile)))
        .isExactlyInstanceOf(EntryProcessorException.class)
        .hasMessage(
            "m (sent as text: %s, caused by (unprintable) %s)",
            EntryProcessorException.class.getName(), Hostile.class.getName());
    assertThat(sent(hostile))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage("failed (sent as text: %s)", Hostile.class.getName());
  }

  @Test
  void write_endlessChainAndMessage_isBounded() throws Exception {
    Exception first = new Exception("x".repeat(3_000_000));
    Exception second = new Exception("y".repeat(3_000_000), first);
    first.initCause(second);

    byte[] bytes = WireFixture.written(to ->
        fixture.sender.failures().write(to, new CacheException("z".repeat(100_000), second)));

    assertThat(bytes).hasSizeLessThan(3 * FailureText.LONGEST);
    assertThat(WireFixture.read(bytes, fixture.receiver.failures()::read))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageStartingWith("zzz");
  }

  @Test
  void write_codecThatBreaks_isSentAsText() throws Exception {
    Codec broken = new Codec() {
      @Override
      public byte[] encode(Object value) {
        throw new InternalError("no memory, say"); // JUnit would end at an OutOfMemoryError
      }

      @Override
      public Object decode(byte[] bytes) {
        throw new StackOverflowError();
      }

      @Override
      public void close() {}
    };
    FailureWire wire = CacheWire.of("orders", Long.class, Object.class, broken).failures();

    byte[] bytes = WireFixture.written(to -> wire.write(to, new CacheLoaderException("m")));

    assertThat(WireFixture.read(bytes, wire::read))
        .isExactlyInstanceOf(CacheLoaderException.class)
        .hasMessage("m (sent as text: %s)", CacheLoaderException.class.getName());
  }
}
