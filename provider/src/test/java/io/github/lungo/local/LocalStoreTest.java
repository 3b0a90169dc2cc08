// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.testing.ManualClock;
import io.github.lungo.testing.ScriptedPolicy;
import io.github.lungo.testing.Threads;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class LocalStoreTest {
  private static final Bound UNBOUNDED = new Bound(OptionalLong.empty(), OptionalLong.empty());
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();
  private final List<Object> expired = new ArrayList<>();
  private final List<String> evicted = new ArrayList<>();

  private final Departures<Object> departures = new Departures<>() {
    @Override
    public boolean wantsExpired() {
      return true;
    }

    @Override
    public void expired(Object key, CachedValue entry) {
      expired.add(key);
    }

    @Override
    public void evicted() {
      evicted.add("evicted");
    }
  };

  private LocalStore<Object> store(ExpiryPolicy policy, Bound bound) {
    return new LocalStore<>(
        EngineFixture.traits(policy, bound, clock),
        bound,
        Scheduler.disabledScheduler(),
        departures);
  }

  /** Stores an entry as a step does. */
  private static void put(LocalStore<Object> store, Object key, CachedValue entry) {
    store.replace(key, store.peek(key), entry, store.clears());
  }

  /** Stores an entry of the key {@code k}, and returns it. */
  private CachedValue stored(LocalStore<Object> store, long timeToLive) {
    CachedValue entry = entry("seen", timeToLive);
    put(store, "k", entry);
    return entry;
  }

  private CachedValue entry(String value, long timeToLive) {
    return EntryShape.EXPIRING.create(value, Deadline.after(clock.nanos(), timeToLive), 1);
  }

  private CachedValue weighing(int weight) {
    return EntryShape.WEIGHED.create("v", Deadline.NEVER, weight);
  }

  /** A store where everything may expire, and one where only entries with a time to live of their own do. */
  @SuppressWarnings("ImmutableEnumChecker") // the standard policies are
  private enum Kind {
    EXPIRING(new ScriptedPolicy()),
    ETERNAL(new EternalExpiryPolicy());

    final ExpiryPolicy policy;

    Kind(ExpiryPolicy policy) {
      this.policy = policy;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void read_atDeadline_isGoneAndToldOnce(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    put(store, "k", entry("v", SECOND));

    clock.advance(Duration.ofNanos(SECOND - 1));
    assertThat(store.read("k")).isNotNull();
    assertThat(store.peek("k")).isNotNull();
    clock.advance(Duration.ofNanos(1));
    assertThat(store.peek("k")).isNull();
    assertThat(store.read("k")).isNull();
    store.reap("k");
    store.cleanUp();
    clock.advance(Duration.ofSeconds(10));
    store.cleanUp();

    assertThat(expired).containsExactly("k");
    assertThat(store.estimatedSize()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void cleanUp_afterDeadline_reapsUntouchedEntries(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    put(store, "short", entry("v", SECOND));
    put(store, "long", entry("v", 100 * SECOND));
    put(store, "eternal", entry("v", Long.MAX_VALUE));

    clock.advance(Duration.ofSeconds(5));
    store.cleanUp();

    assertThat(expired).containsExactly("short");
    assertThat(store.estimatedSize()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(200));
    store.cleanUp();
    assertThat(expired).containsExactly("short", "long");
    assertThat(store.peek("eternal")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void put_newVersion_followsItsOwnDeadline(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    put(store, "later", entry("v", SECOND));
    put(store, "later", entry("w", 100 * SECOND));
    put(store, "never", entry("v", SECOND));
    put(store, "never", EntryShape.EXPIRING.create("w", Deadline.NEVER, 1));
    put(store, "sooner", entry("v", 100 * SECOND));
    put(store, "sooner", entry("w", SECOND));

    clock.advance(Duration.ofSeconds(5));
    store.cleanUp();

    assertThat(store.peek("later")).isNotNull();
    assertThat(store.peek("never")).isNotNull();
    assertThat(store.peek("sooner")).isNull();
    assertThat(expired).containsExactly("sooner");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void put_overExpiredEntry_keepsTheNewOne(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    put(store, "k", entry("v", SECOND));
    clock.advance(Duration.ofSeconds(5));

    CachedValue newer = entry("w", 100 * SECOND);
    put(store, "k", newer);
    store.cleanUp();

    assertThat(store.peek("k")).isSameAs(newer);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void remove_beforeDeadline_isNotToldAsExpired(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    put(store, "k", entry("v", SECOND));

    store.remove("k", store.peek("k"));
    clock.advance(Duration.ofSeconds(5));
    store.cleanUp();

    assertThat(expired).isEmpty();
  }

  @Test
  void put_otherKeysInAnEternalStore_letExpiredEntriesGo() {
    LocalStore<Object> store = store(new EternalExpiryPolicy(), UNBOUNDED);
    for (int i = 0; i < 500; i++) {
      put(store, i, entry("v", SECOND));
    }

    clock.advance(Duration.ofSeconds(5));
    put(store, "other", EntryShape.ETERNAL.create("v", Deadline.NEVER, 1));

    assertThat(store.estimatedSize()).isEqualTo(1);
    assertThat(expired).hasSize(500);
  }

  /** How an entry with a time to live of its own may leave an eternal store before its time. */
  private enum Leaving {
    REMOVED {
      @Override
      void leave(LocalStore<Object> store) {
        store.remove("k", store.peek("k"));
      }
    },
    REPLACED {
      @Override
      void leave(LocalStore<Object> store) {
        put(store, "k", EntryShape.ETERNAL.create("w", Deadline.NEVER, 1));
      }
    },
    EVICTED {
      @Override
      void leave(LocalStore<Object> store) {
        for (int i = 0; i < 100; i++) {
          put(store, i, EntryShape.ETERNAL.create("w", Deadline.NEVER, 1));
          store.read(i);
        }
      }
    },
    CLEARED {
      @Override
      void leave(LocalStore<Object> store) {
        store.clear();
      }
    };

    abstract void leave(LocalStore<Object> store);
  }

  @ParameterizedTest
  @EnumSource(Leaving.class)
  void leave_beforeDeadline_isNotKeptByItsTimer(Leaving leaving) {
    LocalStore<Object> store =
        store(new EternalExpiryPolicy(), new Bound(OptionalLong.of(10), OptionalLong.empty()));
    WeakReference<CachedValue> entry = new WeakReference<>(putLongLived(store));

    leaving.leave(store);

    for (int i = 0; i < 50 && entry.get() != null; i++) {
      System.gc();
    }
    assertThat(entry.get()).isNull();
    assertThat(expired).isEmpty();
  }

  private CachedValue putLongLived(LocalStore<Object> store) {
    CachedValue entry = entry("v", 3_600 * SECOND);
    put(store, "k", entry);
    return entry;
  }

  @Test
  void put_fullStore_keepsItsBoundAndCountsEvictions() {
    LocalStore<Object> store =
        store(new EternalExpiryPolicy(), new Bound(OptionalLong.of(10), OptionalLong.empty()));

    for (int i = 0; i < 100; i++) {
      put(store, i, EntryShape.ETERNAL.create("v", Deadline.NEVER, 1));
    }
    store.cleanUp();

    assertThat(store.estimatedSize()).isEqualTo(10);
    assertThat(evicted).hasSize(90);
    assertThat(expired).isEmpty();
  }

  @Test
  void put_heavyEntries_keepsTheWeight() {
    LocalStore<Object> store =
        store(new EternalExpiryPolicy(), new Bound(OptionalLong.empty(), OptionalLong.of(10)));

    for (int i = 0; i < 20; i++) {
      put(store, i, weighing(3));
    }
    put(store, "weightless", weighing(0));
    put(store, "too heavy", weighing(11));
    store.cleanUp();

    assertThat(store.eviction().weightedSize().getAsLong()).isEqualTo(9);
    assertThat(store.peek("weightless")).isNotNull();
    assertThat(store.peek("too heavy")).isNull();
    assertThat(evicted).hasSize(18);
  }

  @Test
  void resize_smaller_evicts() {
    LocalStore<Object> store =
        store(new EternalExpiryPolicy(), new Bound(OptionalLong.of(10), OptionalLong.empty()));
    for (int i = 0; i < 10; i++) {
      put(store, i, EntryShape.ETERNAL.create("v", Deadline.NEVER, 1));
    }

    new StoreCapacity<>(store).resize(4);

    assertThat(store.estimatedSize()).isEqualTo(4);
    assertThat(new StoreCapacity<>(store).maximumSize()).hasValue(4);
    assertThat(new StoreCapacity<>(store).maximumWeight()).isEmpty();
    assertThat(evicted).hasSize(6);
  }

  @Test
  void read_accessExpiry_movesTheDeadlineButPeekDoesNot() {
    LocalStore<Object> store = store(
        new AccessedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 2)), UNBOUNDED);
    put(store, "read", entry("v", 2 * SECOND));
    put(store, "peeked", entry("v", 2 * SECOND));

    clock.advance(Duration.ofSeconds(1));
    store.read("read");
    store.peek("peeked");
    clock.advance(Duration.ofMillis(1_500));

    assertThat(store.peek("read")).isNotNull();
    assertThat(store.peek("read").deadline()).isEqualTo(clock.nanos() + SECOND / 2);
    assertThat(store.peek("peeked")).isNull();
  }

  /** Caffeine 3.3.1 ignores what a read changes of a deadline by no more than a second. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100, 500, 900, 1_000, 1_100, 5_000})
  void read_accessExpiryOfAnyLength_isExact(int millis) {
    Duration life = Duration.ofMillis(millis);
    LocalStore<Object> store = store(
        new AccessedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, millis)),
        UNBOUNDED);
    put(store, "k", entry("v", life.toNanos()));

    for (int i = 0; i < 10; i++) {
      clock.advance(life.dividedBy(2));
      assertThat(store.read("k")).isNotNull();
    }
    clock.advance(life.minusNanos(1));
    assertThat(store.peek("k")).isNotNull();
    clock.advance(Duration.ofNanos(1));

    assertThat(store.peek("k")).isNull();
  }

  /** What may be left undone, so that entries that are read all the time are not written all the time, is bounded. */
  @Test
  void read_accessExpiryGainsLittle_mayWaitButAThousandthIsNotLost() {
    long life = 10_000 * SECOND;
    LocalStore<Object> store = store(
        new AccessedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 10_000)),
        UNBOUNDED);
    put(store, "k", entry("v", life));
    long before = store.peek("k").deadline();

    clock.advance(Duration.ofMillis(1));
    store.read("k");
    assertThat(store.peek("k").deadline()).isEqualTo(before);
    clock.advance(Duration.ofSeconds(10));
    store.read("k");
    assertThat(store.peek("k").deadline()).isEqualTo(clock.nanos() + life);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 500, 999, 1_000, 1_001, 100_000})
  void read_zeroAccessExpiry_isTheLastOne(long millisLeft) {
    LocalStore<Object> store =
        store(new ScriptedPolicy().access(() -> javax.cache.expiry.Duration.ZERO), UNBOUNDED);
    put(store, "k", entry("v", TimeUnit.MILLISECONDS.toNanos(millisLeft)));

    assertThat(store.read("k")).isNotNull();

    assertThat(store.peek("k")).isNull();
    assertThat(store.read("k")).isNull();
  }

  @Test
  void reschedule_movedDeadline_isFollowed() {
    LocalStore<Object> store = store(new ScriptedPolicy(), UNBOUNDED);
    CachedValue longer = entry("v", SECOND);
    CachedValue shorter = entry("v", 100 * SECOND);
    CachedValue never = entry("v", SECOND);
    put(store, "longer", longer);
    put(store, "shorter", shorter);
    put(store, "never", never);

    longer.extendTo(clock.nanos() + 100 * SECOND);
    shorter.extendTo(clock.nanos() + SECOND);
    never.extendTo(Deadline.NEVER);
    store.reschedule("longer", longer);
    store.reschedule("shorter", shorter);
    store.reschedule("never", never);
    clock.advance(Duration.ofSeconds(5));

    assertThat(store.peek("longer")).isNotNull();
    assertThat(store.peek("shorter")).isNull();
    assertThat(store.peek("never")).isNotNull();
  }

  @Test
  void clear_liveEntries_tellsNothing() {
    LocalStore<Object> store = store(new ScriptedPolicy(), UNBOUNDED);
    put(store, "k", entry("v", SECOND));

    store.clear();
    clock.advance(Duration.ofSeconds(5));
    store.cleanUp();

    assertThat(store.estimatedSize()).isZero();
    assertThat(expired).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replace_anotherPutCameBetween_isTheEarlierOne(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue seen = stored(store, 100 * SECOND);
    CachedValue later = entry("later", 100 * SECOND);

    store.put("k", later);
    store.replace("k", seen, entry("step", 100 * SECOND), store.clears());

    assertThat(store.peek("k")).isSameAs(later);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replace_nothingSeenAndAPutCameBetween_isTheEarlierOne(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue later = entry("later", 100 * SECOND);

    store.put("k", later);
    store.replace("k", null, entry("step", 100 * SECOND), store.clears());

    assertThat(store.peek("k")).isSameAs(later);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void remove_anotherPutCameBetween_isTheEarlierOne(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue seen = stored(store, 100 * SECOND);
    CachedValue later = entry("later", 100 * SECOND);

    store.put("k", later);
    store.remove("k", seen);

    assertThat(store.peek("k")).isSameAs(later);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replace_entryExpiredMeanwhile_storesAllTheSame(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue seen = stored(store, SECOND);
    int clears = store.clears();

    clock.advance(Duration.ofSeconds(5));
    store.cleanUp();
    CachedValue after = entry("step", 100 * SECOND);
    store.replace("k", seen, after, clears);

    assertThat(store.peek("k")).isSameAs(after);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replace_anotherThreadClearedMeanwhile_isTheEarlierOne(Kind kind) throws Exception {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue seen = stored(store, 100 * SECOND);
    int clears = store.clears();

    Threads.run(1, thread -> store.clear());
    store.replace("k", seen, entry("step", 100 * SECOND), clears);

    assertThat(store.peek("k")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void replace_itsOwnCallbackClearedMeanwhile_storesAllTheSame(Kind kind) {
    LocalStore<Object> store = store(kind.policy, UNBOUNDED);
    CachedValue seen = stored(store, 100 * SECOND);
    int clears = store.clears();

    store.clear();
    CachedValue after = entry("step", 100 * SECOND);
    store.replace("k", seen, after, clears);

    assertThat(store.peek("k")).isSameAs(after);
  }

  /** A value that must not be asked whether it equals another one while the store is locked. */
  private static final class Unequalled {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError("the store asked for equality");
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private LocalStore<Object> eternalStore() {
    return store(new EternalExpiryPolicy(), UNBOUNDED);
  }

  private static CachedValue eternal(Object value) {
    return EntryShape.ETERNAL.create(value, Deadline.NEVER, 1);
  }

  @Test
  void replace_valueAlone_goesByTheInstance() {
    LocalStore<Object> store = eternalStore();
    Object first = new Unequalled();
    Object second = new Unequalled();
    Object third = new Unequalled();
    put(store, "k", eternal(first));
    CachedValue seen = store.peek("k");

    store.put("k", second);
    store.replace("k", seen, eternal(third), store.clears());

    assertThat(store.read("k") == second).isTrue();
    store.remove("k", seen);
    assertThat(store.read("k") == second).isTrue();
    store.remove("k", store.peek("k"));
    assertThat(store.read("k")).isNull();
  }

  @Test
  void holds_valueAlone_goesByTheInstance() {
    LocalStore<Object> store = eternalStore();
    put(store, "k", eternal(new Unequalled()));

    assertThat(store.holds("k", store.peek("k"))).isTrue();
    assertThat(store.holds("k", eternal(new Unequalled()))).isFalse();
  }

  /** Readers of a store that holds values alone must learn of the first entry that is more than one before they see it. */
  @Test
  void read_firstDeadlineIsBeingSet_neverReturnsTheEntryItself() throws Exception {
    for (int round = 0; round < 5_000; round++) {
      LocalStore<Object> store = eternalStore();
      Threads.run(2, thread -> {
        if (thread == 0) {
          store.replace("k", null, entry("v", 100 * SECOND), store.clears());
        } else {
          Object found = null;
          for (int reads = 1; found == null; reads++) {
            found = store.read("k");
            if (reads % 1_000 == 0) {
              LockSupport.parkNanos(1); // there may be fewer processors than threads
            }
          }
          assertThat(found).isEqualTo("v");
        }
      });
    }
  }
}
