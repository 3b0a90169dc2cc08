// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Stores what a load brought, unless the key was written meanwhile; all who wait for it get it either way. */
final class LoadedJob<K, V> implements Job<K> {
  private final Primacy<K, V> primacy;
  private final K key;
  private final Flight flight;
  private final Object loaded;

  LoadedJob(Primacy<K, V> primacy, K key, Flight flight, Object loaded) {
    this.primacy = primacy;
    this.key = key;
    this.flight = flight;
    this.loaded = loaded;
  }

  @Override
  public K key() {
    return key;
  }

  @Override
  public void begin() {
    long now = primacy.parts().traits().clock().nanos();
    long deadline = primacy.parts().traits().expiry().afterCreation(now);
    if (flight.isFenced() || primacy.live(key) != null || deadline <= now) {
      end();
      return;
    }
    @Nullable VersionedValue expired = primacy.segment().entry(key);
    Version version = primacy.nextVersion(key);
    VersionedValue entry = new VersionedValue(loaded, deadline, version);
    primacy.publish(new Update<>(key, version, entry, null), () -> {
      CompletableFuture<Void> told =
          primacy.tell(key, version, Outcome.stored(null, entry), expired);
      primacy.ended(this);
      var unused =
          told.whenComplete((nothing, failure) -> flight.result().complete(new Loaded(loaded)));
    });
  }

  private void end() {
    primacy.flights().end(key, flight);
    primacy.ended(this);
    flight.result().complete(new Loaded(loaded));
  }

  @Override
  public void abandon() {
    flight.result().complete(new Loaded(loaded)); // who asked before may have it
  }
}
