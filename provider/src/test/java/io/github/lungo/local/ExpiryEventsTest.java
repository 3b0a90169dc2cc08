// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.operation.Put;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.ScriptedPolicy;
import io.github.lungo.testing.Threads;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code EXPIRED} comes exactly once, in its place among the key's events, whoever finds out. Time is manual. */
@Timeout(10)
final class ExpiryEventsTest {
  private static final Duration SECOND = new Duration(TimeUnit.SECONDS, 1);
  private static final java.time.Duration LATER = java.time.Duration.ofSeconds(5);

  private final ScriptedPolicy policy = new ScriptedPolicy().creation(() -> SECOND);
  private final EngineFixture cache = new EngineFixture().policy(policy).listening();

  /** What finds an expired entry of the key {@code k}, and the events that follow its own {@code EXPIRED}. */
  static Stream<Arguments> finders() {
    return Stream.of(
        finder("read", cache -> cache.get("k"), ""),
        finder("put", cache -> cache.put("k", "new"), "CREATED k=new"),
        finder("remove", cache -> cache.remove("k"), ""),
        finder("invoke, nothing", cache -> cache.invoke("k", (entry, arguments) -> null), ""),
        finder(
            "invoke, get", cache -> cache.invoke("k", (entry, arguments) -> entry.getValue()), ""),
        finder(
            "invoke, set",
            cache -> cache.invoke("k", (entry, arguments) -> {
              entry.setValue("new");
              return null;
            }),
            "CREATED k=new"),
        finder(
            "invoke, remove",
            cache -> cache.invoke("k", (entry, arguments) -> {
              entry.remove();
              return null;
            }),
            ""),
        finder("maintenance", cache -> cache.engine().listenersChanged(), ""),
        finder(
            "batch",
            cache ->
                cache.engine().executeAll(Map.of("k", Put.<Object, String>of("new", Put.Kind.PUT))),
            "CREATED k=new"),
        finder("clear", cache -> cache.engine().clear(), ""));
  }

  private static Arguments finder(String name, Consumer<EngineFixture> finder, String then) {
    return Arguments.of(name, finder, then);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("finders")
  void expired_foundBy_comesOnceAndFirst(String name, Consumer<EngineFixture> finder, String then) {
    cache.put("k", "old");
    cache.clock.advance(LATER);
    cache.listener.take();

    finder.accept(cache);
    cache.get("k");
    cache.engine().listenersChanged();
    cache.get("other");

    assertThat(cache.listener.take())
        .as(name)
        .containsExactlyElementsOf(Stream.of("EXPIRED k=old (old)", then)
            .filter(event -> !event.isEmpty())
            .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("finders")
  void expired_ownTimeToLiveInEternalStore_comesOnceAndFirst(
      String name, Consumer<EngineFixture> finder, String then) {
    EngineFixture eternal = new EngineFixture().listening();
    eternal.put("k", "old", java.time.Duration.ofSeconds(1));
    eternal.clock.advance(LATER);
    eternal.listener.take();

    finder.accept(eternal);
    eternal.get("k");
    eternal.engine().listenersChanged();
    eternal.get("other");

    assertThat(eternal.listener.take())
        .as(name)
        .containsExactlyElementsOf(Stream.of("EXPIRED k=old (old)", then)
            .filter(event -> !event.isEmpty())
            .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("finders")
  void expired_nobodyListens_isForgotten(String name, Consumer<EngineFixture> finder, String then) {
    cache.put("k", "old");
    cache.deaf();
    cache.clock.advance(LATER);
    finder.accept(cache);
    cache.get("k");

    assertThat(cache.listener.take()).as(name).containsExactly("CREATED k=old");
  }

  @Test
  void expired_whileProcessorHoldsTheKey_comesBeforeItsChange() {
    cache.put("k", "old");
    cache.clock.advance(LATER);

    cache.invoke("k", (entry, arguments) -> {
      Threads.elsewhere(() -> cache.engine().listenersChanged());
      entry.setValue("new");
      return null;
    });

    assertThat(cache.listener.take())
        .containsExactly("CREATED k=old", "EXPIRED k=old (old)", "CREATED k=new");
  }

  @ParameterizedTest
  @MethodSource("processorsAndEvents")
  void expired_afterProcessorSawTheEntryAlive_isPartOfItsChange(
      String change, List<String> expected) {
    cache.put("k", "old");
    cache.listener.take();

    cache.invoke("k", (entry, arguments) -> {
      cache.clock.advance(LATER);
      Threads.elsewhere(() -> {
        cache.get("k");
        cache.engine().listenersChanged();
      });
      if (change.equals("set")) {
        entry.setValue("new");
      } else if (change.equals("remove")) {
        entry.remove();
      }
      return null;
    });
    cache.get("none");

    assertThat(cache.listener.take()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> processorsAndEvents() {
    return Stream.of(
        Arguments.of("set", List.of("UPDATED k=new (old)", "EXPIRED k=new (new)")),
        Arguments.of("remove", List.of("REMOVED k=old (old)")),
        Arguments.of("none", List.of("EXPIRED k=old (old)")));
  }

  @Test
  void expired_failingProcessor_isToldAllTheSame() {
    cache.put("k", "old");
    cache.clock.advance(LATER);
    cache.listener.take();

    assertThatThrownBy(() -> cache.invoke("k", (entry, arguments) -> {
          throw new IllegalStateException("boom");
        }))
        .hasRootCauseMessage("boom");

    assertThat(cache.listener.take()).containsExactly("EXPIRED k=old (old)");
  }

  @Test
  void put_zeroUpdateExpiry_isUpdatedThenExpired() {
    cache.put("k", "old");
    policy.update(() -> Duration.ZERO);

    cache.put("k", "new");
    cache.get("k");
    cache.engine().listenersChanged();
    cache.get("k");

    assertThat(cache.listener.take())
        .containsExactly("CREATED k=old", "UPDATED k=new (old)", "EXPIRED k=new (new)");
  }

  @Test
  void put_zeroCreationExpiry_isNotTold() {
    policy.creation(() -> Duration.ZERO);

    cache.put("k", "new");
    cache.engine().listenersChanged();

    assertThat(cache.get("k")).isNull();
    assertThat(cache.listener.take()).isEmpty();
  }

  @Test
  void read_zeroAccessExpiry_returnsOnceThenExpires() {
    policy.access(() -> Duration.ZERO);
    cache.put("k", "old");

    assertThat(cache.get("k")).isEqualTo("old");
    assertThat(cache.get("k")).isNull();
    assertThat(cache.get("k")).isNull();

    assertThat(cache.listener.take()).containsExactly("CREATED k=old", "EXPIRED k=old (old)");
  }

  @Test
  void invoke_zeroAccessExpiry_returnsOnceThenExpires() {
    policy.access(() -> Duration.ZERO);
    cache.put("k", "old");

    assertThat(cache.invoke("k", (entry, arguments) -> entry.getValue()).result())
        .isEqualTo("old");
    assertThat(cache.engine().contains("k")).isFalse();
    assertThat(cache.get("k")).isNull();

    assertThat(cache.listener.take()).containsExactly("CREATED k=old", "EXPIRED k=old (old)");
  }

  /** While a batch commits one key, an entry that it has just made for another one may expire already. */
  @Test
  void executeAll_entryExpiresWhileTheBatchCommits_isCreatedThenExpired() {
    EngineFixture batch = new EngineFixture()
        .policy(new CreatedExpiryPolicy(SECOND))
        .writer(new NoWriter())
        .listening();
    Map<Object, Put<Object, String>> puts = new LinkedHashMap<>();
    puts.put("k", Put.of("old", Put.Kind.PUT));
    puts.put("slow", Put.of("x", Put.Kind.PUT));
    RecordingKey last = new RecordingKey();
    puts.put(last, Put.of("y", Put.Kind.PUT));
    batch.put("k", "first");
    batch.clock.advance(LATER);
    batch.listener.take();
    last.whenHashed = () -> {
      if (batch.engine().contains("k")) {
        batch.clock.advance(LATER);
        batch.get("k");
      }
    };

    batch.engine().executeAll(puts);
    last.whenHashed = () -> {};
    batch.get("k");

    assertThat(batch.listener.take().stream().filter(event -> event.contains(" k=")))
        .containsExactly("EXPIRED k=first (first)", "CREATED k=old", "EXPIRED k=old (old)");
  }

  /** A key whose hash takes its time. */
  private static final class RecordingKey {
    private Runnable whenHashed = () -> {};

    @Override
    public int hashCode() {
      whenHashed.run();
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** A writer to nowhere. */
  private static final class NoWriter implements CacheWriter<Object, String> {
    @Override
    public void write(Cache.Entry<? extends Object, ? extends String> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Object, ? extends String>> entries)
        throws CacheWriterException {}

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {}
  }

  @Test
  void evicted_fullCache_isCountedButNotTold() {
    EngineFixture small = new EngineFixture()
        .bound(new Bound(OptionalLong.of(10), OptionalLong.empty()))
        .listening();
    for (int i = 0; i < 50; i++) {
      small.put(i, "v");
    }
    small.engine().listenersChanged();

    assertThat(small.evictions.get()).isEqualTo(40);
    assertThat(small.listener.take()).hasSize(50).allMatch(event -> event.startsWith("CREATED"));
  }

  @Test
  void clear_liveEntries_tellsNothing() {
    cache.put("k", "old");
    cache.listener.take();

    cache.engine().clear();
    cache.get("k");
    cache.engine().listenersChanged();

    assertThat(cache.get("k")).isNull();
    assertThat(cache.listener.take()).isEmpty();
  }

  @Test
  void expired_listenerWritesTheKey_comesAfterwards() {
    EngineFixture[] self = new EngineFixture[1];
    RecordingListener<Object, String> rewriter = new RecordingListener<>(event -> {
      if (event.getEventType() == javax.cache.event.EventType.EXPIRED) {
        self[0].put("k", "again");
      }
    });
    self[0] =
        new EngineFixture(rewriter).policy(new CreatedExpiryPolicy(SECOND)).listening();
    self[0].put("k", "old");
    self[0].clock.advance(LATER);

    assertThat(self[0].get("k")).isNull();

    assertThat(self[0].get("k")).isEqualTo("again");
    assertThat(rewriter.take())
        .containsExactly("CREATED k=old", "EXPIRED k=old (old)", "CREATED k=again");
  }
}
