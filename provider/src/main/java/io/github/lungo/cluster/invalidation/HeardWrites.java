// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this member has heard of others' writes of late. A member that dies may have told some and not others: those tell the
 * rest then. Thread-safe.
 */
final class HeardWrites<K> {
  private static final int MOST_KEYS = 10_000;

  private final NodeId self;
  private final NanoClock clock;
  private final long memory;

  @GuardedBy("this")
  private final Map<NodeId, Writer<K>> writers = new HashMap<>();

  /** What was heard of one member. */
  private static final class Writer<K> {
    private final ArrayDeque<Heard<K>> heard = new ArrayDeque<>();
    private int keys;

    void forgetFirst() {
      keys -= heard.remove().keys().size();
    }
  }

  private record Heard<K>(long at, List<K> keys, Version version) {}

  /**
   * What a member has written that is gone.
   *
   * @param version the newest of the writes
   */
  record Bequest<K>(Set<K> keys, Version version) {}

  /**
   * Creates a memory of nothing.
   *
   * @param self this member, which need not hear itself
   * @param memory how long to remember: as long as a member may take to die unnoticed, and a load to end
   */
  HeardWrites(NodeId self, NanoClock clock, Duration memory) {
    this.self = self;
    this.clock = clock;
    this.memory = memory.toNanos();
  }

  /** Remembers a write; beyond ten thousand keys of a member the oldest are forgotten. */
  synchronized void note(NodeId from, List<K> keys, Version version) {
    if (from.equals(self)) {
      return;
    }
    Writer<K> writer = writers.computeIfAbsent(from, fresh -> new Writer<>());
    long now = clock.nanos();
    writer.heard.add(new Heard<>(now, keys, version));
    writer.keys += keys.size();
    while (!writer.heard.isEmpty()
        && (writer.keys > MOST_KEYS || now - writer.heard.element().at() > memory)) {
      writer.forgetFirst();
    }
  }

  /** Returns what those have written who are not among the members any more, and forgets it. */
  synchronized List<Bequest<K>> takeAbsent(Collection<NodeId> members) {
    List<Bequest<K>> bequests = new ArrayList<>();
    writers.entrySet().removeIf(entry -> {
      if (members.contains(entry.getKey())) {
        return false;
      }
      Set<K> keys = new LinkedHashSet<>();
      Version newest = Version.LEAST;
      for (Heard<K> heard : entry.getValue().heard) {
        if (clock.nanos() - heard.at() <= memory) {
          keys.addAll(heard.keys());
          newest = heard.version().isNewerThan(newest) ? heard.version() : newest;
        }
      }
      if (!keys.isEmpty()) {
        bequests.add(new Bequest<>(keys, newest));
      }
      return true;
    });
    return bequests;
  }
}
