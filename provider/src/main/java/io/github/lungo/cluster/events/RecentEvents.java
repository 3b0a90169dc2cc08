// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What was heard here lately, as a new primary may tell again what a dead one had told of: of the keys that had events last, no
 * more than a given number. Thread-safe.
 */
final class RecentEvents<K> {
  private final int mostKeys;

  @GuardedBy("this")
  private final Map<K, Recent> byKey = new LinkedHashMap<>(16, 0.75f, true);

  RecentEvents(int mostKeys) {
    this.mostKeys = mostKeys;
  }

  /** The newest events of one key, and those that are not heard yet, or that a listener has failed on. */
  private static final class Recent {
    final Set<EventType> ofNewest = EnumSet.noneOf(EventType.class);
    final List<Open> open = new ArrayList<>(1);
    Version newest = Version.LEAST;

    /** Returns whether it has come, or would come behind one that came after it. */
    boolean isOver(Version version, EventType type) {
      return newest.isNewerThan(version) || (newest.equals(version) && ofNewest.contains(type));
    }

    void enter(Open event) {
      if (event.version().isNewerThan(newest)) {
        newest = event.version();
        ofNewest.clear();
        open.removeIf(older -> older.heard().isDone());
      }
      ofNewest.add(event.type());
      open.add(event);
    }
  }

  private record Open(Version version, EventType type, CompletableFuture<Void> heard) {}

  /**
   * Has an event heard, unless it was, or a newer one of its key was: then it is too late for it.
   *
   * @return completes when it is heard
   */
  CompletableFuture<Void> once(
      EntryChange<K> change, Version version, Supplier<CompletableFuture<Void>> hear) {
    Open event = new Open(version, change.type(), new CompletableFuture<>());
    @Nullable CompletableFuture<Void> known = enter(change.key(), event);
    if (known != null) {
      return known;
    }
    var unused = hear.get().whenComplete((nothing, failure) -> {
      if (failure == null) {
        leave(change.key(), event);
        event.heard().complete(null);
      } else {
        event.heard().completeExceptionally(failure);
      }
    });
    return event.heard();
  }

  private synchronized @Nullable CompletableFuture<Void> enter(K key, Open event) {
    Recent recent = byKey.computeIfAbsent(key, same -> new Recent());
    for (Open open : recent.open) {
      if (open.version().equals(event.version()) && open.type() == event.type()) {
        return open.heard();
      }
    }
    if (recent.isOver(event.version(), event.type())) {
      return CompletableFuture.completedFuture(null);
    }
    recent.enter(event);
    if (byKey.size() > mostKeys) {
      Iterator<K> oldest = byKey.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return null;
  }

  private synchronized void leave(K key, Open event) {
    @Nullable Recent recent = byKey.get(key);
    if (recent != null) {
      recent.open.removeIf(open -> open.heard() == event.heard());
    }
  }

  synchronized int size() {
    return byKey.size();
  }
}
