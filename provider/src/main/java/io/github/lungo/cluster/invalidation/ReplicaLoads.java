// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.invalidation.Dissemination.Begun;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.CacheTraits;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the primary loads an entry that all members get. Its version is just above what was known of the key when the load
 * began, so that it never takes the place of a write that the primary has not heard of then. Thread-safe.
 */
final class ReplicaLoads<K> implements LoadKeeper<K> {
  private final Replicas<K> replicas;
  private final CacheTraits<K, ?> traits;
  private final EntryVersions versions;
  private final Executor executor;

  /** Tells what this member loads from what another one does, of the same key with the same knowledge. */
  private final long step;

  ReplicaLoads(Replicas<K> replicas, CacheTraits<K, ?> traits, Executor executor, NodeId self) {
    this.replicas = replicas;
    this.traits = traits;
    this.versions = Objects.requireNonNull(traits.versions());
    this.executor = executor;
    this.step = 1L + (self.uuid().hashCode() & Integer.MAX_VALUE);
  }

  @Override
  public @Nullable VersionedValue present(K key, Version heard) {
    return replicas.entries().state(key) instanceof VersionedValue entry
            && entry.version().isNewerThan(heard)
        ? entry
        : null;
  }

  @Override
  public Version known(K key, Version heard) {
    return replicas.entries().knownToLoads(key, heard);
  }

  @Override
  public CompletableFuture<@Nullable VersionedValue> prepare(K key, Object stored, Version known) {
    CompletableFuture<@Nullable VersionedValue> entry = new CompletableFuture<>();
    try {
      executor.execute(() -> {
        try {
          entry.complete(entry(key, stored, known));
        } catch (Throwable failure) { // or else all who wait would hang
          entry.completeExceptionally(failure);
        }
      });
    } catch (RuntimeException refused) {
      entry.completeExceptionally(refused);
    }
    return entry;
  }

  private @Nullable VersionedValue entry(K key, Object stored, Version known) {
    versions.requireFits(key, stored);
    long now = traits.clock().nanos();
    if (replicas.entries().state(key) instanceof VersionedValue before) {
      // Where this expires at once, it ends the life of the entry before.
      return made(stored, traits.expiry().afterUpdate(now, before.deadline()), known);
    }
    long deadline = traits.expiry().afterCreation(now);
    return deadline <= now ? null : made(stored, deadline, known);
  }

  private VersionedValue made(Object stored, long deadline, Version known) {
    return EntryShape.versioned(stored, deadline, 1, known.successor(step));
  }

  @Override
  public boolean keep(K key, VersionedValue entry, Predicate<BooleanSupplier> unlessFenced) {
    Dissemination<K> dissemination = replicas.dissemination();
    Begun begun = dissemination.begin(entry.version());
    try {
      boolean isKept = unlessFenced.test(() -> replicas.entries().storeLoaded(key, entry));
      if (isKept) {
        dissemination.tell(Map.of(key, Due.ofWrite(entry.version())));
      }
      return isKept;
    } finally {
      dissemination.end(begun);
    }
  }
}
