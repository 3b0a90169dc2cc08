// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.LoaderCalls.Begun;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Refreshable;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.RefreshReports;
import io.github.lungo.local.Refresher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has entries loaded anew that a read here finds due, and expired ones whose values were returned all the same: each by its
 * key's primary, which this member tells if it is another one. Thread-safe.
 */
final class Refreshes<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Seats<K, V> seats;
  private final Routes routes;
  private final LoaderCalls<K, V> loader;
  private final RefreshNotices<K> notices;
  private final RefreshReports reports;
  private final Refresher<K> refresher;

  Refreshes(
      PrimaryParts<K, V> parts,
      Seats<K, V> seats,
      Routes routes,
      LoaderCalls<K, V> loader,
      RefreshNotices<K> notices,
      LoadSettings settings,
      RefreshReports reports) {
    this.parts = parts;
    this.seats = seats;
    this.routes = routes;
    this.loader = loader;
    this.notices = notices;
    this.reports = reports;
    this.refresher = new Refresher<>(
        parts.traits(), key -> false, settings.resilience(), parts.alarm(), this::reload);
  }

  /** Takes note that an entry was read here. */
  void noteRead(K key, VersionedValue entry) {
    refresher.noteRead(key, entry);
  }

  /** Has an expired entry loaded anew of which this member is the primary. */
  void request(K key, CachedValue expired) {
    refresher.request(key, expired);
  }

  /** Hears that a read at another member has found an entry due. */
  void told(K key, Version version) {
    Seat<K, V> seat = seats.seatOf(key);
    seat.mailbox().execute(() -> {
      @Nullable Primacy<K, V> primacy = seat.openPrimacy();
      @Nullable VersionedValue entry = primacy == null ? null : primacy.live(key);
      if (entry instanceof Refreshable due && entry.version().equals(version)) {
        CacheTraits<K, V> traits = parts.traits();
        long now = traits.clock().nanos();
        if (due.claimRefresh(now, Deadline.after(now, traits.refreshAfter()))) {
          refresher.request(key, entry);
        }
      }
    });
  }

  private void reload(Map<K, CachedValue> versions, BooleanSupplier isClosed) {
    @Nullable Topology topology = routes.current();
    if (topology == null) {
      return;
    }
    Map<NodeId, Map<K, CachedValue>> byPrimary = new HashMap<>();
    versions.forEach((key, version) -> byPrimary
        .computeIfAbsent(topology.primaryOf(seats.segmentOf(key)), primary -> new HashMap<>())
        .put(key, version));
    byPrimary.forEach((primary, some) -> {
      if (primary.equals(parts.self())) {
        load(topology.name(), some, isClosed);
      } else {
        notices.tell(primary, some);
      }
    });
  }

  private void load(TopologyName topology, Map<K, CachedValue> versions, BooleanSupplier isClosed) {
    List<Begun<K, V>> begun = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> looked = new ArrayList<>();
    versions.forEach((key, version) -> {
      CompletableFuture<Void> done = new CompletableFuture<>();
      looked.add(done);
      Seat<K, V> seat = seats.seatOf(key);
      seat.mailbox().execute(() -> {
        seat.add(topology, moved -> {}, primacy -> begin(primacy, key, version, begun));
        done.complete(null);
      });
    });
    var unused = CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new))
        .thenRun(() -> {
          if (!isClosed.getAsBoolean()) {
            List<Begun<K, V>> all = List.copyOf(begun);
            loader.start(all, failure -> reports.refreshed(all.size(), failure));
          }
        });
  }

  /** Begins a load, unless the version is not known any more, or another load runs. */
  private void begin(Primacy<K, V> primacy, K key, CachedValue version, List<Begun<K, V>> begun) {
    boolean isIdle =
        primacy.isOpen() && !primacy.isUnsettled(key) && primacy.flights().running(key) == null;
    if (isIdle && version instanceof VersionedValue read && isKnown(primacy, key, read)) {
      begun.add(new Begun<>(
          primacy,
          key,
          primacy.flights().begin(key, parts.self(), LoadManner.refreshing(version))));
    }
  }

  private boolean isKnown(Primacy<K, V> primacy, K key, VersionedValue version) {
    @Nullable VersionedValue live = primacy.live(key);
    return live == null
        ? primacy.memory().holds(key, version)
        : live.version().equals(version.version());
  }

  /** Starts nothing any more. */
  void close() {
    refresher.close();
  }
}
