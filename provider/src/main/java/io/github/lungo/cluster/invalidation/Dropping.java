// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has the others drop what a write made old. Thread-safe. */
final class Dropping<K> implements Spreading<K> {
  private final NodeId self;
  private final MessageForm<K> form;
  private final HybridClock clock;
  private final Rounds rounds;

  /** Tells others of writes that nobody waits for; null where writers wait. */
  private final @Nullable Broadcast broadcast;

  private final Fault fault;

  Dropping(
      NodeId self,
      MessageForm<K> form,
      HybridClock clock,
      Rounds rounds,
      boolean isStrong,
      Fault fault) {
    this.self = self;
    this.form = form;
    this.clock = clock;
    this.rounds = rounds;
    this.broadcast = isStrong ? null : new Broadcast(rounds, clock, fault);
    this.fault = fault;
  }

  @Nullable
  Broadcast broadcast() {
    return broadcast;
  }

  @Override
  public Spread<K> begin(Collection<K> keys) {
    Map<K, EncodedKey> encoded = new LinkedHashMap<>();
    keys.forEach(key -> encoded.put(key, form.encode(key)));
    Version begun = clock.next();
    return new Spread<>() {
      @Override
      public Version begun() {
        return begun;
      }

      @Override
      public Progress tell(Map<K, Version> written, boolean isKeyOnly) {
        Map<EncodedKey, Version> versions = new LinkedHashMap<>();
        written.forEach(
            (key, version) -> versions.put(Objects.requireNonNull(encoded.get(key)), version));
        return Dropping.this.tell(versions, begun);
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Tells all of what was written.
   *
   * @param atWriter no newer than any of the versions: this member keeps what it has written
   */
  Progress tell(Map<EncodedKey, Version> written, Version atWriter) {
    if (broadcast != null) {
      broadcast.tell(written);
      return Progress.over();
    }
    Version newest = atWriter;
    for (Version version : written.values()) {
      newest = Version.newest(version, newest);
    }
    return tellAndWait(written.keySet(), newest, atWriter);
  }

  /** Has all drop copies that are older, and fence their loads; this member those older than another version. */
  Progress tellAndWait(Collection<EncodedKey> keys, Version version, Version atWriter) {
    List<Progress> parts = new ArrayList<>();
    for (List<EncodedKey> some : EncodedKey.inMessages(keys)) {
      parts.add(rounds.run(new Invalidation(self, clock, fault, some, version, atWriter)));
    }
    return Progress.ofAll(parts);
  }
}
