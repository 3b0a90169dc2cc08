// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.local.Fetched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A member's wish for the values of some keys: one message for each primary; where a primary is gone, that of the next
 * topology; and once the deadline is over without a sign of the primary, a load that is not to be stored. Thread-safe.
 */
final class Query<K> {
  private static final Duration SOON = Duration.ofMillis(20);

  private final Primaries<K> primaries;
  private final Wish<K> wish;
  private final long deadline;

  /** Loads on this member, where that is wanted; null if the primaries are to load. */
  private final @Nullable LoadSource<K> own;

  private final Map<K, CompletableFuture<Fetched>> results = new LinkedHashMap<>();

  /**
   * Creates a query.
   *
   * @param deadline the point of the cache's clock until which the primary is waited for that gives no sign
   * @param own loads on this member, by the primaries' leave; null if they are to load
   */
  Query(Primaries<K> primaries, Wish<K> wish, long deadline, @Nullable LoadSource<K> own) {
    this.primaries = primaries;
    this.wish = wish;
    this.deadline = deadline;
    this.own = own;
    wish.keys().forEach(key -> results.put(key, new CompletableFuture<>()));
  }

  /** Returns a future for each key. Completing it ends the wait. */
  Map<K, CompletableFuture<Fetched>> results() {
    return results;
  }

  void start() {
    askIn(primaries.topology().whenBegun(), results.keySet());
  }

  private long left() {
    return deadline - primaries.clock().nanos();
  }

  /** Waits for a topology, but not beyond the deadline. */
  private void askIn(CompletableFuture<Topology> next, Collection<K> keys) {
    if (!next.isDone()) {
      var unused = primaries
          .alarm()
          .set(
              Duration.ofNanos(Math.max(0, left())),
              () -> next.completeExceptionally(new CacheException("no topology in time")));
    }
    var unused = next.whenComplete((topology, late) -> {
      if (late == null) {
        guarded(keys, () -> ask(topology, keys));
      } else {
        loadAlone(keys);
      }
    });
  }

  private void askLater(Collection<K> keys) {
    if (left() <= 0) {
      loadAlone(keys);
      return;
    }
    var unused = primaries.alarm().set(SOON, () -> askIn(primaries.topology().whenBegun(), keys));
  }

  private void guarded(Collection<K> keys, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      fail(keys, failure);
    }
  }

  private void ask(Topology topology, Collection<K> keys) {
    Map<NodeId, Set<K>> byPrimary = new LinkedHashMap<>();
    keys.forEach(key -> byPrimary
        .computeIfAbsent(primaries.of(key, topology), primary -> new LinkedHashSet<>())
        .add(key));
    byPrimary.forEach((primary, some) -> ask(topology, primary, List.copyOf(some)));
  }

  private void ask(Topology topology, NodeId primary, List<K> keys) {
    if (primaries.isHere(primary)) {
      askHere(primary, keys);
      return;
    }
    if (left() <= 0) {
      loadAlone(keys);
      return;
    }
    var unused = primaries
        .ask(primary, message(keys), Duration.ofNanos(left()))
        .whenComplete((answer, failure) -> guarded(keys, () -> {
          if (failure == null) {
            take(topology, primary, keys, answer);
          } else {
            unanswered(keys, failure);
          }
        }));
  }

  private byte[] message(List<K> keys) {
    return own == null
        ? primaries.form().load(wish.of(keys))
        : primaries.form().lend(wish.of(keys));
  }

  private void askHere(NodeId primary, List<K> keys) {
    Map<K, CompletableFuture<Found>> loads = own == null
        ? primaries.here().load(wish.of(keys))
        : primaries.here().lend(wish.of(keys), primary);
    Map<K, Found> known = new LinkedHashMap<>();
    loads.forEach((key, result) -> {
      if (result.isDone()) {
        known.put(key, result.join());
      } else {
        var unused = result.thenAccept(found -> finish(primary, Map.of(key, found)));
      }
    });
    finish(primary, known);
  }

  private void take(Topology topology, NodeId primary, List<K> keys, byte[] answer) {
    List<Found> found;
    try {
      found = primaries.answers().decode(answer);
    } catch (MalformedFrameException malformed) {
      throw new CacheException("the primary's answer makes no sense", malformed);
    }
    if (found.isEmpty() || found.size() > keys.size()) {
      throw new CacheException("the primary answered " + found.size() + " of " + keys.size()
          + " keys that it was asked for");
    }
    Map<K, Found> byKey = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      byKey.put(keys.get(i), found.get(i));
    }
    finish(primary, byKey);
    if (found.size() < keys.size()) {
      ask(topology, keys.subList(found.size(), keys.size()));
    }
  }

  private void unanswered(Collection<K> keys, Throwable failure) {
    if (!(failure instanceof RequestFailedException request)) {
      fail(keys, failure);
      return;
    }
    switch (request.reason()) {
      // It is about to leave the topology, or has not come yet as far as this member can see.
      case PEER_GONE, NOT_HERE -> askLater(keys);
      case TIMED_OUT -> loadAlone(keys);
      case FAILED, CLOSED, TOO_LARGE -> fail(keys, failure);
    }
  }

  private void loadAlone(Collection<K> keys) {
    guarded(keys, () -> {
      var unused = primaries
          .fetchAlone(Set.copyOf(keys), wish.isBulk(), own)
          .whenComplete((values, failure) -> {
            if (failure == null) {
              keys.forEach(key -> complete(key, new Fetched(values.get(key), false)));
            } else {
              fail(keys, failure);
            }
          });
    });
  }

  /** Ends the wait for all keys. */
  void end(RuntimeException reason) {
    fail(results.keySet(), reason);
  }

  private void finish(NodeId primary, Map<K, Found> known) {
    Map<K, Long> grants = new LinkedHashMap<>();
    List<K> again = new ArrayList<>();
    known.forEach((key, found) -> {
      switch (found.kind()) {
        case NOTHING, VALUE -> complete(key, new Fetched(found.stored(), !primaries.keeps()));
        case ENTRY -> complete(key, Fetched.of(Objects.requireNonNull(found.entry())));
        case STALE -> complete(key, new Fetched(found.stored(), false));
        case FAILURE -> fail(List.of(key), Objects.requireNonNull(found.failure()));
        case GRANT -> grants.put(key, found.grant());
        case AGAIN -> again.add(key);
      }
    });
    if (!grants.isEmpty()) {
      guarded(grants.keySet(), () -> load(primary, grants));
    }
    if (!again.isEmpty() && grants.isEmpty()) {
      askLater(again);
    } else if (!again.isEmpty()) {
      askIn(primaries.topology().whenBegun(), again);
    }
  }

  /** Loads by the primary's leave, and brings it what comes, for all who wait there. */
  private void load(NodeId primary, Map<K, Long> grants) {
    LoadSource<K> loader = Objects.requireNonNull(own, "a grant that nobody asked for");
    Map<K, Long> wanted = new LinkedHashMap<>(grants);
    wanted.keySet().removeIf(key -> Objects.requireNonNull(results.get(key)).isDone());
    grants.forEach((key, number) -> {
      if (!wanted.containsKey(key)) {
        var unused = primaries.bring(primary, number, Found.AGAIN);
      }
    });
    if (wanted.isEmpty()) {
      return;
    }
    CompletableFuture<Map<K, Object>> loading;
    try {
      loading = loader.fetch(wanted.keySet(), wish.isBulk());
    } catch (RuntimeException | Error refused) {
      loading = CompletableFuture.failedFuture(refused);
    }
    var unused = loading.whenComplete((values, failure) -> {
      Map<K, CompletableFuture<Found>> kept = new LinkedHashMap<>();
      wanted.forEach((key, number) ->
          kept.put(key, primaries.bring(primary, number, brought(key, values, failure))));
      if (failure != null) {
        fail(wanted.keySet(), failure);
      } else if (primaries.keeps()) {
        kept.forEach((key, found) -> completeWhenKept(key, found, values.get(key)));
      } else {
        wanted.keySet().forEach(key -> complete(key, new Fetched(values.get(key), true)));
      }
    });
  }

  /** The value is the caller's in any case, but only as an entry of the primary it is to be kept. */
  private void completeWhenKept(K key, CompletableFuture<Found> kept, @Nullable Object stored) {
    var unused = kept.whenComplete((found, failure) -> complete(
        key,
        failure == null && found.entry() != null
            ? Fetched.of(found.entry())
            : new Fetched(stored, false)));
  }

  private static <K> Found brought(
      K key, @Nullable Map<K, Object> values, @Nullable Throwable failure) {
    if (failure instanceof CancellationException) {
      return Found.AGAIN; // the caller has gone before it began
    }
    return values == null
        ? Found.failure(Objects.requireNonNull(failure))
        : Found.value(values.get(key));
  }

  private void complete(K key, Fetched fetched) {
    @Nullable CompletableFuture<Fetched> result = results.get(key);
    if (result != null) {
      result.complete(fetched);
    }
  }

  /** Wrapped, as futures treat a CompletionException of the loader as their own. */
  private void fail(Collection<K> keys, Throwable failure) {
    keys.forEach(key -> {
      @Nullable CompletableFuture<Fetched> result = results.get(key);
      if (result != null) {
        result.completeExceptionally(new CompletionException("the load failed", failure));
      }
    });
  }
}
