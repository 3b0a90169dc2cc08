// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.Remnants.Known;
import io.github.lungo.operation.EntryOperation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * What a primary on this member does for callers, wherever they are. Everything fails with a {@link MovedException} if this
 * member is not the primary in the topology that is named. Thread-safe.
 */
final class Primaries<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Seats<K, V> seats;
  private final Refreshes<K, V> refreshes;
  private final AtomicInteger loading = new AtomicInteger();

  Primaries(PrimaryParts<K, V> parts, Seats<K, V> seats, Refreshes<K, V> refreshes) {
    this.parts = parts;
    this.seats = seats;
    this.refreshes = refreshes;
  }

  /**
   * What a key's primary shows.
   *
   * @param version the version that is shown, or one that is older than whatever comes
   * @param entry the live entry; null if there is none
   * @param mayBeKept whether who asked may keep a copy
   */
  record Shown(Version version, @Nullable VersionedValue entry, boolean mayBeKept) {}

  /** Executes an operation, once for each id. */
  CompletableFuture<Told> operate(
      TopologyName topology,
      OperationId id,
      K key,
      EntryOperation<K, V, ?> operation,
      Executor runner) {
    return atPrimary(topology, key, (primacy, result) -> {
      OperationJob<K, V> job = OperationJob.alone(primacy, id, key, operation, runner);
      passOn(job.answer(), result);
      primacy.add(job);
    });
  }

  /**
   * Reads a key.
   *
   * @param isAccess whether that may prolong the entry's life
   * @param keeper the member that wants to keep a copy; null for none
   */
  CompletableFuture<Shown> read(
      TopologyName topology, K key, boolean isAccess, @Nullable NodeId keeper) {
    return atPrimary(
        topology,
        key,
        (primacy, result) -> passOn(
            shown(primacy, key, keeper)
                .thenApply(shown -> isAccess ? accessed(primacy, key, shown) : shown),
            result));
  }

  /** Reads many keys for a member, which may prolong their lives. */
  CompletableFuture<List<Shown>> readAll(
      TopologyName topology, List<KeyWanted<K>> wanted, NodeId caller) {
    List<CompletableFuture<Shown>> reads = wanted.stream()
        .map(one -> read(topology, one.key(), true, one.isToBeKept() ? caller : null))
        .toList();
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(all -> reads.stream().map(CompletableFuture::join).toList());
  }

  private Shown accessed(Primacy<K, V> primacy, K key, Shown shown) {
    @Nullable VersionedValue entry = shown.entry();
    if (entry != null) {
      refreshes.noteRead(key, entry);
    }
    ExpiryRules expiry = parts.traits().expiry();
    if (entry != null && expiry.hasAccessExpiry()) {
      long deadline = entry.deadline();
      entry.extendTo(expiry.afterAccess(parts.traits().clock().nanos(), deadline));
      primacy.touched(key, entry, deadline);
    }
    return shown;
  }

  CompletableFuture<Shown> shown(Primacy<K, V> primacy, K key) {
    return shown(primacy, key, null);
  }

  private CompletableFuture<Shown> shown(Primacy<K, V> primacy, K key, @Nullable NodeId keeper) {
    if (primacy.isOpen() && !primacy.isUnsettled(key)) {
      @Nullable VersionedValue live = primacy.live(key);
      if (live != null) {
        parts.residency().touch(key);
      } else if (primacy.segment().entry(key) != null) {
        primacy.add(new ExpiryJob<>(primacy, key));
      }
      boolean mayBeKept = keeper != null && live != null && primacy.lendCopy(key, keeper);
      return CompletableFuture.completedFuture(answer(primacy, key, live, mayBeKept));
    }
    ReadJob<K> job = new ReadJob<>(primacy, key);
    primacy.add(job);
    return job.entry().thenApply(entry -> answer(primacy, key, entry, false));
  }

  private Shown answer(
      Primacy<K, V> primacy, K key, @Nullable VersionedValue entry, boolean mayBeKept) {
    Version version = entry == null ? primacy.segment().shownVersion(key) : entry.version();
    return new Shown(version, entry, mayBeKept);
  }

  /** Reads a key for a member, and loads it if it is missing, once however many ask. */
  CompletableFuture<Loaded> load(TopologyName topology, K key, NodeId caller) {
    return atPrimary(topology, key, (primacy, result) -> {
      var unused = shown(primacy, key).whenComplete((shown, failure) -> {
        if (failure != null) {
          result.completeExceptionally(failure);
        } else if (shown.entry() != null) {
          result.complete(new Loaded(shown.entry().stored()));
        } else {
          primacy.mailbox().execute(() -> loadMissing(primacy, key, caller, result));
        }
      });
    });
  }

  void loadMissing(Primacy<K, V> primacy, K key, NodeId caller, CompletableFuture<Loaded> result) {
    @Nullable VersionedValue live = primacy.live(key);
    if (primacy.isOver()) {
      result.completeExceptionally(new MovedException(true));
    } else if (live != null) {
      result.complete(new Loaded(live.stored()));
    } else if (!isAnswered(primacy, key, result)) {
      @Nullable Flight running = primacy.flights().running(key);
      Flight flight =
          running == null ? primacy.flights().begin(key, caller, LoadManner.GET) : running;
      flight.join(
          orStale(primacy, key, result),
          primacy.mailbox(),
          () -> loadMissing(primacy, key, caller, result));
      if (running == null) {
        begin(primacy, key, flight);
      }
    }
  }

  /** Answers a get of a missing key by what is known of it, if that is enough. */
  boolean isAnswered(Primacy<K, V> primacy, K key, CompletableFuture<Loaded> result) {
    Known known;
    try {
      known = primacy.memory().look(key);
    } catch (CacheLoaderException paused) { // as the standard has it, for other members to read
      result.completeExceptionally(
          new CacheLoaderException(paused.getMessage(), paused.getCause()));
      return true;
    }
    @Nullable CachedValue stale = known.stale();
    if (known.isToRevalidate() && parts.source().reader() == null) {
      return false; // there is nobody to do it but the caller
    }
    if (stale != null) {
      if (known.isToRevalidate()) {
        refreshes.request(key, stale);
      }
      result.complete(new Loaded(stale.stored()));
    } else if (known.isAbsent()) {
      result.complete(Loaded.NOTHING);
    }
    return result.isDone();
  }

  /** Returns what completes a get, in the mailbox: with the value of an entry that has expired, where its load fails. */
  CompletableFuture<Loaded> orStale(
      Primacy<K, V> primacy, K key, CompletableFuture<Loaded> result) {
    CompletableFuture<Loaded> load = new CompletableFuture<>();
    var unused = load.whenComplete((loaded, failure) -> {
      boolean isFailed = failure != null && !(Told.cause(failure) instanceof MovedException);
      @Nullable Object stale = isFailed ? primacy.memory().insteadOfFailure(key) : null;
      if (stale != null) {
        result.complete(new Loaded(stale));
      } else if (failure != null) {
        result.completeExceptionally(failure);
      } else {
        result.complete(loaded);
      }
    });
    return load;
  }

  /** Returns how many calls of the loader are under way for single keys. */
  int loadsInFlight() {
    return loading.get();
  }

  private void begin(Primacy<K, V> primacy, K key, Flight flight) {
    loading.incrementAndGet();
    var unused = flight.result().whenComplete((value, failure) -> loading.decrementAndGet());
    try {
      parts.background().execute(() -> {
        @Nullable Object loaded = null;
        @Nullable Throwable failure = null;
        try {
          loaded = call(key);
        } catch (Throwable thrown) {
          failure = thrown;
        }
        @Nullable Object value = loaded;
        @Nullable Throwable problem = failure;
        primacy.mailbox().execute(() -> primacy.loaded(key, flight, value, problem));
      });
    } catch (RuntimeException refused) {
      primacy.loaded(key, flight, null, refused);
    }
  }

  private @Nullable Object call(K key) {
    @Nullable ReadThrough<K, V> reader = parts.source().reader();
    @Nullable
    V value = reader == null
        ? null
        : parts.permits().run(() -> reader.load(parts.traits().keyFor(key)));
    return value == null ? null : parts.storedFormOf(key, value);
  }

  /** Removes all entries of a segment. */
  CompletableFuture<ClearJob.Cleared> clear(TopologyName topology, OperationId id, int segment) {
    return atPrimary(topology, seats.seat(segment), (primacy, result) -> {
      ClearJob<K> job = new ClearJob<>(primacy, id);
      passOn(job.done(), result);
      if (parts.makes(ReplicationFault.CLEARS_OUT_OF_TURN)) {
        job.begin();
      } else {
        primacy.add(job);
      }
    });
  }

  /** Lets none of the segments' loads that run now store what it brings. */
  CompletableFuture<Boolean> fence(TopologyName topology, List<Integer> segments) {
    CompletableFuture<?>[] fenced = segments.stream()
        .map(segment -> atPrimary(
            topology,
            seats.seat(segment),
            (Primacy<K, V> primacy, CompletableFuture<Boolean> result) -> {
              FenceJob<K> job = new FenceJob<>(primacy);
              passOn(job.done(), result);
              primacy.add(job);
            }))
        .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(fenced).thenApply(done -> true);
  }

  /** Has the primary of a key do something, in the mailbox of its segment. */
  <T> CompletableFuture<T> atPrimary(
      TopologyName topology, K key, BiConsumer<Primacy<K, V>, CompletableFuture<T>> task) {
    return atPrimary(topology, seats.seatOf(key), task);
  }

  /** Has the primary of a segment do something, in its mailbox, once it has taken over what the former one left. */
  <T> CompletableFuture<T> atOpenPrimary(
      TopologyName topology, int segment, BiConsumer<Primacy<K, V>, CompletableFuture<T>> task) {
    return atPrimary(topology, seats.seat(segment), (primacy, result) -> {
      if (primacy.isOpen()) {
        task.accept(primacy, result);
      } else {
        result.completeExceptionally(new MovedException(false));
      }
    });
  }

  private <T> CompletableFuture<T> atPrimary(
      TopologyName topology,
      Seat<K, V> seat,
      BiConsumer<Primacy<K, V>, CompletableFuture<T>> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    seat.mailbox()
        .execute(() -> seat.add(
            topology, result::completeExceptionally, primacy -> task.accept(primacy, result)));
    return result;
  }

  /** Completes a future as another one is. */
  static <T> void passOn(CompletableFuture<T> from, CompletableFuture<T> to) {
    var unused = from.whenComplete((value, failure) -> {
      if (failure == null) {
        to.complete(value);
      } else {
        to.completeExceptionally(failure);
      }
    });
  }
}
