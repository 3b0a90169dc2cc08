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
    @Nullable VersionedValue before = primacy.live(key);
    @Nullable VersionedValue replaced = primacy.segment().entry(key);
    if (!primacy.parts().traits().areWeighed()) {
      decide(apply(before), replaced);
      return;
    }
    try {
      primacy.parts().background().execute(() -> weigh(before, replaced));
    } catch (RuntimeException refused) {
      fail(refused);
    }
  }

  private Outcome<Boolean> apply(@Nullable VersionedValue before) {
    return Put.<K, V>of(loaded, kind).apply(before, JobContext.of(primacy.parts(), key));
  }

  /** Applies it where the user's weigher may run, while nothing else is done with the key. */
  private void weigh(@Nullable VersionedValue before, @Nullable VersionedValue replaced) {
    try {
      Outcome<Boolean> outcome = apply(before);
      primacy.mailbox().execute(() -> decide(outcome, replaced));
    } catch (Throwable failure) {
      primacy.mailbox().execute(() -> fail(failure));
    }
  }

  private void decide(Outcome<Boolean> outcome, @Nullable VersionedValue replaced) {
    if (primacy.isOver()) {
      abandon();
      return;
    }
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

  private void fail(Throwable failure) {
    primacy.flights().end(key, flight);
    primacy.ended(this);
    String cacheName = primacy.parts().traits().name();
    flight.result().completeExceptionally(LoadFailures.of(cacheName, key, failure));
  }

  @Override
  public void abandon() {
    flight.result().complete(new Loaded(loaded)); // who asked before may have it
  }
}
