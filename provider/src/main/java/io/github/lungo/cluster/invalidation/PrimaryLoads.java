// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.NodeId;
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
  private final LoadMemory<K> memory;

  /** Loads that members make themselves, by their numbers, until they bring what they have. */
  private final ConcurrentHashMap<Long, Loan<K>> lent = new ConcurrentHashMap<>();

  private final AtomicLong lastNumber = new AtomicLong();

  /** A load, and when it began. */
  private static final class Running {
    private final long begunAt;
    private final CompletableFuture<Found> result = new CompletableFuture<>();

    Running(long begunAt) {
      this.begunAt = begunAt;
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
    this.memory = memory;
    this.source = source;
    this.clock = clock;
    this.timeLimit = timeLimit;
  }

  /**
   * Loads keys, or joins the loads that are running.
   *
   * @return a future for each key, which does not fail
   */
  Map<K, CompletableFuture<Found>> load(Collection<K> keys, boolean isBulk, Purpose purpose) {
    Map<K, CompletableFuture<Found>> results = new LinkedHashMap<>();
    Map<K, Running> mine = new LinkedHashMap<>();
    for (K key : keys) {
      @Nullable Found known = memory.look(key, purpose);
      if (known != null) {
        results.put(key, CompletableFuture.completedFuture(known));
        continue;
      }
      Running fresh = new Running(clock.nanos());
      Running one = enter(key, fresh);
      results.put(key, resultFor(key, purpose, one));
      if (one == fresh) {
        mine.put(key, fresh);
      }
    }
    asked.add(keys.size());
    if (!mine.isEmpty()) {
      lead(mine, isBulk);
    }
    return results;
  }

  private CompletableFuture<Found> resultFor(K key, Purpose purpose, Running load) {
    return load.result.thenApply(found -> memory.orStale(key, purpose, found));
  }

  /** Returns the load that is running, or the fresh one if there is none that may be joined. */
  private Running enter(K key, Running fresh) {
    return Objects.requireNonNull(running.compute(
        key,
        (k, present) -> present == null || fresh.begunAt - present.begunAt >= timeLimit.toNanos()
            ? fresh
            : present));
  }

  /**
   * Leaves the loads of keys to a member that has a loader for them, but for those that are running. If all are, they are
   * joined.
   */
  Map<K, CompletableFuture<Found>> lend(Collection<K> keys, NodeId borrower, Purpose purpose) {
    Map<K, CompletableFuture<Found>> results = new LinkedHashMap<>();
    boolean isGranted = false;
    for (K key : keys) {
      @Nullable Found known = memory.look(key, purpose);
      if (known != null) {
        results.put(key, CompletableFuture.completedFuture(known));
        continue;
      }
      Running fresh = new Running(clock.nanos());
      Running one = enter(key, fresh);
      if (one == fresh) {
        isGranted = true;
        long number = lastNumber.incrementAndGet();
        lent.put(number, new Loan<>(key, borrower, fresh));
        results.put(key, CompletableFuture.completedFuture(Found.grant(number)));
      } else {
        results.put(key, resultFor(key, purpose, one));
      }
    }
    asked.add(keys.size());
    if (isGranted) { // it must not wait for the others
      results.replaceAll((key, result) ->
          result.isDone() ? result : CompletableFuture.completedFuture(Found.AGAIN));
    }
    return results;
  }

  /** Takes what a member has loaded, or {@link Found#AGAIN} if it will not. */
  void bring(long number, Found found) {
    @Nullable Loan<K> loan = lent.remove(number);
    if (loan != null) {
      end(loan.key, loan.load, found);
    }
  }

  /** Has those ask again who wait for a load of a member that is gone, or that has taken too long. */
  void retainBorrowers(Collection<NodeId> members) {
    long now = clock.nanos();
    lent.forEach((number, loan) -> {
      if (!members.contains(loan.borrower) || now - loan.load.begunAt >= timeLimit.toNanos()) {
        bring(number, Found.AGAIN);
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
    var unused = values.whenComplete((found, failure) -> mine.forEach((key, load) -> {
      end(
          key,
          load,
          failure == null ? Found.value(found.get(key)) : Found.failure(thrown(failure)));
    }));
  }

  /** Notes what was found in one step with the end of the load: whoever fences that finds what there is to forget. */
  private void end(K key, Running load, Found found) {
    var unused = running.computeIfPresent(key, (k, present) -> {
      if (present != load) {
        return present;
      }
      memory.note(key, found);
      return null;
    });
    load.result.complete(found);
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

  /** Lets nobody join any load that is running. */
  void fenceAll() {
    running.clear();
    memory.forgetAll();
  }
}
