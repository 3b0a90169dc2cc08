// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import org.jspecify.annotations.Nullable;

/** Stores what a load brought, unless the key was written meanwhile; all who wait for it get it either way. */
final class LoadedJob<K, V> implements Job<K> {
  private final Primacy<K, V> primacy;
  private final K key;
  private final Flight flight;
  private final Object loaded;
  private final Put.Kind kind;

  /**
   * Creates the job.
   *
   * @param kind {@link Put.Kind#LOADED_IF_ABSENT} or, to replace what is there, {@link Put.Kind#LOADED}
   */
  LoadedJob(Primacy<K, V> primacy, K key, Flight flight, Object loaded, Put.Kind kind) {
    this.primacy = primacy;
    this.key = key;
    this.flight = flight;
    this.loaded = loaded;
    this.kind = kind;
    flight.brought();
  }

  @Override
  public K key() {
    return key;
  }

  @Override
  public void begin() {
    if (flight.isFenced()) {
      end();
      return;
    }
    @Nullable VersionedValue replaced = primacy.segment().entry(key);
    Outcome<Boolean> outcome =
        Put.<K, V>of(loaded, kind).apply(primacy.live(key), JobContext.of(primacy.parts(), key));
    switch (outcome.change()) {
      case CREATED, UPDATED -> publish(outcome, (VersionedValue) outcome.after(), replaced);
      case REMOVED, UPDATED_TO_EXPIRE -> publish(outcome, null, replaced);
      case NONE -> end();
    }
  }

  private void publish(
      Outcome<Boolean> outcome, @Nullable VersionedValue after, @Nullable VersionedValue replaced) {
    Version version = primacy.nextVersion(key);
    @Nullable
    News<K> news = News.of(primacy.parts().changes(), flight.origin(), key, outcome, replaced);
    Update<K> update = new Update<>(key, version, after, null, news).at(version);
    primacy.publish(this, update, shown -> {
      flight.stored();
      primacy.endedWhenTold(this, shown);
      var unused = shown
          .reception()
          .heard()
          .whenComplete((nothing, failure) -> flight.result().complete(new Loaded(loaded)));
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
