// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EntryChange;
import io.github.lungo.operation.Change;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.SourceWrite;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** Tells from outcomes what others have to know. Thread-safe. */
final class WriteNews<K> {
  static final CompletableFuture<Void> NONE = CompletableFuture.completedFuture(null);

  private final Changes<K> changes;

  WriteNews(Changes<K> changes) {
    this.changes = changes;
  }

  /**
   * Returns whether others may hold what is old now: what was put, removed, or would have been removed if it were here. That
   * a processor has read a value through changes nothing elsewhere.
   */
  static boolean isWrite(Outcome<?> outcome) {
    boolean isLoaded =
        outcome.change() == Change.CREATED && outcome.write().kind() == SourceWrite.Kind.NONE;
    return outcome.fencesLoads() && !isLoaded;
  }

  /** Returns the version of what was written, or the one from before for what was removed. */
  static Version versionOf(Outcome<?> outcome, Version begun) {
    return outcome.change() != Change.NONE && outcome.after() instanceof VersionedValue after
        ? after.version()
        : begun;
  }

  /** Tells those who want to know of changes. */
  CompletableFuture<Void> tell(K key, Outcome<?> outcome, Version version) {
    return switch (outcome.change()) {
      case NONE -> NONE;
      case CREATED -> tell(EventType.CREATED, key, outcome.after(), null, version);
      case UPDATED, UPDATED_TO_EXPIRE ->
        tell(EventType.UPDATED, key, outcome.after(), outcome.before(), version);
      case REMOVED -> tell(EventType.REMOVED, key, outcome.before(), outcome.before(), version);
    };
  }

  private CompletableFuture<Void> tell(
      EventType type,
      K key,
      @Nullable CachedValue value,
      @Nullable CachedValue oldValue,
      Version version) {
    return changes.tell(
        new EntryChange<>(
            type,
            key,
            Objects.requireNonNull(value).stored(),
            oldValue == null ? null : oldValue.stored()),
        version);
  }
}
