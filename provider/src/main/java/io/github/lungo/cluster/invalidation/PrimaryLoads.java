// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The loads that this member runs for all, one for each key whoever waits. What they bring is stored by those who wait, each
 * behind a fence of its own; here a fence means that nobody may join any more. Thread-safe.
 */
final class PrimaryLoads<K> {
  private final ConcurrentHashMap<K, Running> running = new ConcurrentHashMap<>();
  private final LongAdder asked = new LongAdder();
  private final LoadSource<K> source;
  private final NanoClock clock;
  private final Duration timeLimit;
  private final @Nullable LoadKeeper<K> keeper;
  private final LoadMemory<K> memory;

  /** Loads that members make themselves, by their numbers, until they bring what they have. */
  private final ConcurrentHashMap<Long, Loan<K>> lent = new ConcurrentHashMap<>();

  private final AtomicLong lastNumber = new AtomicLong();

  /** A load, and when it began. */
  private static final class Running {
    private final long begunAt;

    /** The newest version that was known of the key then. */
    private final Version known;

    private final CompletableFuture<Found> result = new CompletableFuture<>();

    Running(long begunAt, Version known) {
      this.begunAt = begunAt;
      this.known = known;
    }
  }

  private record Loan<K>(K key, NodeId borrower, Running load) {}

  /**
   * Creates loads of which none is running.
   *
   * @param timeLimit how old a load may be that is joined
   * @param memory what is known of loads that are over
   */
  PrimaryLoads(LoadSource<K> source, NanoClock clock, Duration timeLimit, LoadMemory<K> memory) {
    this(source, clock, timeLimit, memory, null);
  }

  /**
   * Creates loads of which none is running.
   *
   * @param keeper makes entries of the primary of what they bring; null if that is up to those who wait
   */
  PrimaryLoads(
      LoadSource<K> source,
      NanoClock clock,
      Duration timeLimit,
      LoadMemory<K> memory,
      @Nullable LoadKeeper<K> keeper) {
    this.memory = memory;
    this.keeper = keeper;
    this.source = source;
    this.clock = clock;
    this.timeLimit = timeLimit;
  }

  /**
   * Loads keys, or joins the loads that are running.
   *
   * @return a future for each key, which does not fail
   */
  Map<K, CompletableFuture<Found>> load(Wish<K> wish) {
    Map<K, CompletableFuture<Found>> results = new LinkedHashMap<>();
    Map<K, Running> mine = new LinkedHashMap<>();
    wish.heard().forEach((key, heard) -> {
      @Nullable Found present = present(wish, key);
      if (present != null) {
        results.put(key, CompletableFuture.completedFuture(present));
        return;
      }
      Running fresh = begin(key, heard);
      Running one = enter(key, fresh, wish.isAfresh());
      results.put(key, resultFor(key, wish.purpose(), one));
      if (one == fresh && !hasCome(wish, key, fresh)) {
        mine.put(key, fresh);
      }
    });
    asked.add(wish.heard().size());
    if (!mine.isEmpty()) {
      lead(mine, wish.isBulk());
    }
    return results;
  }

  /** Returns what is said without a load; null if there is to be one. */
  private @Nullable Found present(Wish<K> wish, K key) {
    @Nullable
    VersionedValue present = keeper == null || wish.isAfresh()
        ? null
        : keeper.present(key, Objects.requireNonNull(wish.heard().get(key)));
    return present == null ? memory.look(key, wish.purpose()) : Found.entry(present);
  }

  /** Looks again, once nobody else can load: the load before may have ended since. */
  private boolean hasCome(Wish<K> wish, K key, Running fresh) {
    @Nullable Found present = keeper == null ? null : present(wish, key);
    if (present != null) {
      running.remove(key, fresh);
      fresh.result.complete(present);
    }
    return present != null;
  }

  private Running begin(K key, Version heard) {
    return new Running(clock.nanos(), keeper == null ? heard : keeper.known(key, heard));
  }

  private CompletableFuture<Found> resultFor(K key, Purpose purpose, Running load) {
    return load.result.thenApply(found -> memory.orStale(key, purpose, found));
  }

  /** Returns the load that is running, or the fresh one if there is none that may be joined. */
  private Running enter(K key, Running fresh, boolean isAfresh) {
    return Objects.requireNonNull(running.compute(
        key,
        (k, present) -> present == null || isAfresh || isOver(present, fresh) ? fresh : present));
  }

  /** Returns whether a load that is running has taken too long, or began before something that is known now. */
  private boolean isOver(Running present, Running fresh) {
    return fresh.begunAt - present.begunAt >= timeLimit.toNanos()
        || fresh.known.isNewerThan(present.known);
  }

  /**
   * Leaves the loads of keys to a member that has a loader for them, but for those that are running. If all are, they are
   * joined.
   */
  Map<K, CompletableFuture<Found>> lend(Wish<K> wish, NodeId borrower) {
    Map<K, CompletableFuture<Found>> results = new LinkedHashMap<>();
    boolean isGranted = false;
    for (K key : wish.keys()) {
      @Nullable Found present = present(wish, key);
      if (present != null) {
        results.put(key, CompletableFuture.completedFuture(present));
        continue;
      }
      Running fresh = begin(key, Objects.requireNonNull(wish.heard().get(key)));
      Running one = enter(key, fresh, wish.isAfresh());
      if (one == fresh && hasCome(wish, key, fresh)) {
        results.put(key, fresh.result);
      } else if (one == fresh) {
        isGranted = true;
        long number = lastNumber.incrementAndGet();
        lent.put(number, new Loan<>(key, borrower, fresh));
        results.put(key, CompletableFuture.completedFuture(Found.grant(number)));
      } else {
        results.put(key, resultFor(key, wish.purpose(), one));
      }
    }
    asked.add(wish.heard().size());
    if (isGranted) { // it must not wait for the others
      results.replaceAll((key, result) ->
          result.isDone() ? result : CompletableFuture.completedFuture(Found.AGAIN));
    }
    return results;
  }

  /**
   * Takes what a member has loaded, or {@link Found#AGAIN} if it will not.
   *
   * @return what it has come to, which is {@link Found#AGAIN} where nobody waits for it any more
   */
  CompletableFuture<Found> bring(long number, Found found) {
    @Nullable Loan<K> loan = lent.remove(number);
    if (loan == null) {
      return CompletableFuture.completedFuture(Found.AGAIN);
    }
    end(loan.key, loan.load, found);
    return loan.load.result;
  }

  /** Ends a load; what it has brought becomes an entry, where that is wanted here. */
  private void end(K key, Running load, Found found) {
    @Nullable Object stored = found.stored();
    if (keeper == null || stored == null) {
      endNoted(key, load, found);
      return;
    }
    var unused = keeper.prepare(key, stored, load.known).whenComplete((entry, failure) -> {
      if (failure != null) {
        endNoted(key, load, Found.failure(thrown(failure)));
        return;
      }
      boolean isKept =
          entry != null && keeper.keep(key, entry, store -> unlessFenced(key, load, store));
      endNoted(key, load, isKept ? Found.entry(entry) : found);
    });
  }

  /** Notes what was found in one step with the end of the load: whoever fences that finds what there is to forget. */
  private void endNoted(K key, Running load, Found found) {
    var unused = running.computeIfPresent(key, (k, present) -> {
      if (present != load) {
        return present;
      }
      memory.note(key, found);
      return null;
    });
    load.result.complete(found);
  }

  private boolean unlessFenced(K key, Running load, BooleanSupplier store) {
    boolean[] isStored = new boolean[1];
    running.computeIfPresent(key, (k, present) -> {
      if (present == load) {
        isStored[0] = store.getAsBoolean();
      }
      return present;
    });
    return isStored[0];
  }

  /** Has those ask again who wait for a load of a member that is gone, or that has taken too long. */
  void retainBorrowers(Collection<NodeId> members) {
    long now = clock.nanos();
    lent.forEach((number, loan) -> {
      if (!members.contains(loan.borrower) || now - loan.load.begunAt >= timeLimit.toNanos()) {
        var unused = bring(number, Found.AGAIN);
      }
    });
  }

  /** Returns how many keys members have asked for, this one among them; they have joined a load then. */
  long asked() {
    return asked.sum();
  }

  private void lead(Map<K, Running> mine, boolean isBulk) {
    CompletableFuture<Map<K, Object>> values;
    try {
      values = source.fetch(mine.keySet(), isBulk);
    } catch (RuntimeException | Error failure) {
      values = CompletableFuture.failedFuture(failure);
    }
    var unused = values.whenComplete((found, failure) -> mine.forEach((key, load) -> end(
        key,
        load,
        failure == null ? Found.value(found.get(key)) : Found.failure(thrown(failure)))));
  }

  private static Throwable thrown(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Lets nobody join the load of a key that is running, and forgets what earlier ones have found. */
  void fence(K key) {
    running.remove(key);
    memory.forget(key);
  }

  /** Lets nobody join the load of a key that began before what is newer than all that was known then. */
  void fence(K key, Version newer) {
    running.computeIfPresent(
        key, (k, present) -> newer.isNewerThan(present.known) ? null : present);
    memory.forget(key);
  }

  /** Lets nobody join any load that is running. */
  void fenceAll() {
    running.clear();
    memory.forgetAll();
  }
}
