// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import org.jspecify.annotations.Nullable;

/** Does with an entry what follows from a load, unless the key was written meanwhile; all who wait get the value either way. */
final class LoadedJob<K, V> implements Job<K> {
  private final Primacy<K, V> primacy;
  private final K key;
  private final Flight flight;
  private final @Nullable Object loaded;
  private final EntryOperation<K, V, Boolean> change;

  /**
   * Creates the job.
   *
   * @param loaded the stored form of the value; null if there is none
   * @param change what follows from it
   */
  LoadedJob(
      Primacy<K, V> primacy,
      K key,
      Flight flight,
      @Nullable Object loaded,
      EntryOperation<K, V, Boolean> change) {
    this.primacy = primacy;
    this.key = key;
    this.flight = flight;
    this.loaded = loaded;
    this.change = change;
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
    return change.apply(before, JobContext.of(primacy, key));
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
      case NONE -> {
        noteIfNothing();
        end();
      }
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
      noteIfNothing();
      primacy.endedWhenTold(this, shown);
      var unused = shown
          .reception()
          .heard()
          .whenComplete((nothing, failure) -> flight.result().complete(new Loaded(loaded)));
    });
  }

  private void noteIfNothing() {
    if (loaded == null) {
      primacy.memory().foundNothing(key);
    }
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
