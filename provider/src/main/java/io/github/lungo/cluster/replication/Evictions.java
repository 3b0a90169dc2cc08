// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.CachedValue;
import java.util.ArrayDeque;

/**
 * The entries of a segment that are to go for want of room: some at once, the others when those have gone, as there may be
 * many after a change of topology. Confined to the segment's mailbox.
 */
final class Evictions<K> {
  private static final int AT_ONCE = 16;

  private final Primacy<K, ?> primacy;
  private final ArrayDeque<Chosen<K>> waiting = new ArrayDeque<>();
  private int underWay;

  private record Chosen<K>(K key, CachedValue entry) {}

  Evictions(Primacy<K, ?> primacy) {
    this.primacy = primacy;
  }

  /** Has a version of an entry go. */
  void add(K key, CachedValue entry) {
    waiting.add(new Chosen<>(key, entry));
    proceed();
  }

  private void proceed() {
    while (underWay < AT_ONCE && !waiting.isEmpty()) {
      Chosen<K> next = waiting.remove();
      underWay++;
      primacy.add(new EvictionJob<>(primacy, next.key(), next.entry()));
    }
  }

  /** One of them has gone, or stays, as it was written meanwhile. */
  void ended() {
    underWay--;
    primacy.mailbox().execute(this::proceed); // not from here: it is called from there
  }
}
