// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.Resilience;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Remove;
import io.github.lungo.testing.ManualClock;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.cache.expiry.EternalExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered beside the entries: how much, for how long, and how a write ends it. */
final class RemnantsTest {
  private static final Bound UNBOUNDED = new Bound(OptionalLong.empty(), OptionalLong.empty());
  private static final Resilience ALL = LungoConfiguration.builder(Object.class, String.class)
      .staleIfError(Duration.ofSeconds(100))
      .negativeTimeToLive(Duration.ofSeconds(100))
      .failureBackoff(Duration.ofSeconds(1))
      .failureBackoffMaximum(Duration.ofSeconds(10))
      .build()
      .resilience();

  private final ManualClock clock = new ManualClock();
  private final InFlightLoads<Object, Object> loads = new InFlightLoads<>(
      "c",
      Duration.ofHours(1),
      clock::nanos,
      new LoadPermits("c", Integer.MAX_VALUE, Duration.ofHours(1)));

  /** The load has seen what the write replaced, and was not there when the write fenced loads. */
  @Test
  void settle_loadEnteredBeforeIt_canNeitherStoreNorTell() {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    Load<Object> load = entered("k");

    remnants.settle("k", aWrite(), loads);
    remnants.foundNothing("k", load);
    remnants.failed("k", load, new IllegalStateException());

    assertThat(load.storeUnlessFenced(() -> {})).isFalse();
    assertThat(remnants.of("k")).isNull();
  }

  @Test
  void settle_loadTellsMeanwhile_dropsIt() throws Exception {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    Load<Object> load = entered("k");
    CountDownLatch isTelling = new CountDownLatch(1);
    AtomicReference<@Nullable Thread> writer = new AtomicReference<>();

    Future<?> telling = Threads.start(() -> load.storeUnlessFenced(() -> {
      isTelling.countDown();
      awaitBlocked(writer);
      remnants.foundNothing("k", load);
    }));
    LoadingCaches.await(isTelling);
    Future<?> write = Threads.start(() -> {
      writer.set(Thread.currentThread());
      remnants.settle("k", aWrite(), loads);
    });

    telling.get(8, TimeUnit.SECONDS);
    write.get(8, TimeUnit.SECONDS);
    assertThat(remnants.of("k")).isNull();
  }

  @Test
  void settleAll_loadTellsMeanwhile_dropsIt() throws Exception {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    Load<Object> load = entered("k");
    CountDownLatch isTelling = new CountDownLatch(1);
    AtomicReference<@Nullable Thread> writer = new AtomicReference<>();

    Future<?> telling = Threads.start(() -> load.storeUnlessFenced(() -> {
      isTelling.countDown();
      awaitBlocked(writer);
      remnants.failed("k", load, new IllegalStateException());
    }));
    LoadingCaches.await(isTelling);
    Future<?> write = Threads.start(() -> {
      writer.set(Thread.currentThread());
      remnants.settleAll(loads);
    });

    telling.get(8, TimeUnit.SECONDS);
    write.get(8, TimeUnit.SECONDS);
    assertThat(remnants.of("k")).isNull();
    assertThat(load.storeUnlessFenced(() -> {})).isFalse();
  }

  @Test
  void keep_moreThanTheBound_remembersNoMore() {
    assertThat(rememberedOf(20_000, UNBOUNDED)).isEqualTo(10_000);
    assertThat(rememberedOf(500, new Bound(OptionalLong.of(100), OptionalLong.empty())))
        .isEqualTo(100);
  }

  @Test
  void keep_boundByWeight_weighsWhatIsKept() {
    Bound bound = new Bound(OptionalLong.empty(), OptionalLong.of(100));

    assertThat(rememberedOf(500, bound)).isEqualTo(20); // each weighs 5
  }

  @Test
  void keep_expiredTooLongAgo_keepsNothing() {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    CachedValue entry = expired();

    clock.advance(Duration.ofSeconds(100));
    remnants.keep("k", entry);

    assertThat(remnants.of("k")).isNull();
  }

  @Test
  void keep_afterAFailure_remembersBoth() {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    remnants.failed("k", entered("k"), new IllegalStateException());

    remnants.keep("k", expired());

    assertThat(remnants.of("k").failure()).isNotNull();
    assertThat(remnants.of("k").stale()).isNotNull();
  }

  @Test
  void failure_nobodyAsksForLong_isForgotten() {
    Remnants<Object> remnants = remnants(UNBOUNDED);
    remnants.failed("k", entered("k"), new IllegalStateException());

    clock.advance(Duration.ofSeconds(11).minusNanos(1));
    assertThat(remnants.of("k")).isNotNull();
    clock.advance(Duration.ofNanos(1));
    assertThat(remnants.of("k")).isNull();
  }

  @Test
  void pauseAfter_manyAttempts_neverOverflows() {
    Spans spans = Spans.of(ALL);

    assertThat(IntStream.of(1, 2, 3, 4, 5, 63, 64, 65, 1_000)
            .mapToLong(spans::pauseAfter)
            .map(TimeUnit.NANOSECONDS::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L, 10L, 10L, 10L);
  }

  private long rememberedOf(int keys, Bound bound) {
    Remnants<Object> remnants = remnants(bound);
    for (int key = 0; key < keys; key++) {
      remnants.keep(key, expired());
    }
    return IntStream.range(0, keys).filter(key -> remnants.of(key) != null).count();
  }

  private CachedValue expired() {
    return EntryShape.WEIGHED.create("stale", clock.nanos(), 5);
  }

  private Load<Object> entered(Object key) {
    Load<Object> load = loads.newLoad(key);
    loads.enterAfresh(load);
    return load;
  }

  private static Outcome<Boolean> aWrite() {
    return Remove.<Object, String>any(Remove.Kind.ANY)
        .apply(EntryShape.ETERNAL.create("v", Deadline.NEVER, 1), null);
  }

  private Remnants<Object> remnants(Bound bound) {
    return new Remnants<>(
        EngineFixture.traits(new EternalExpiryPolicy(), bound, clock),
        bound,
        ALL,
        new LoadCounters());
  }

  private static void awaitBlocked(AtomicReference<@Nullable Thread> thread) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    while (thread.get() == null || thread.get().getState() != Thread.State.BLOCKED) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
