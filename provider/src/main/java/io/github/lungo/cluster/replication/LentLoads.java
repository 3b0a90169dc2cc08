// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.VersionedValue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads that a primary on this member leaves to callers with loaders of their own: one at a time for each key, which the others
 * wait for, and fenced as the primary's own ones are. Thread-safe.
 */
final class LentLoads<K, V> {
  private final Primaries<K, V> primaries;

  LentLoads(Primaries<K, V> primaries) {
    this.primaries = primaries;
  }

  /**
   * Returns what there is of a key, or leaves its load to the caller's member.
   *
   * @param isPatient whether the caller waits for a load that is under way
   */
  CompletableFuture<Lent> lend(
      TopologyName topology, K key, NodeId borrower, LoadManner manner, boolean isPatient) {
    return primaries.atPrimary(topology, key, (primacy, result) -> {
      var unused = primaries.shown(primacy, key).whenComplete((shown, failure) -> {
        if (failure != null) {
          result.completeExceptionally(failure);
        } else {
          primacy.mailbox().execute(() -> lend(primacy, key, borrower, manner, isPatient, result));
        }
      });
    });
  }

  private void lend(
      Primacy<K, V> primacy,
      K key,
      NodeId borrower,
      LoadManner manner,
      boolean isPatient,
      CompletableFuture<Lent> result) {
    @Nullable VersionedValue live = primacy.live(key);
    CompletableFuture<Loaded> known = new CompletableFuture<>();
    if (primacy.isOver()) {
      result.completeExceptionally(new MovedException(true));
    } else if (live != null && !manner.replaces()) {
      result.complete(new Lent(0, live.stored()));
    } else if (manner.isGet() && primaries.isAnswered(primacy, key, known)) {
      Primaries.passOn(known.thenApply(value -> new Lent(0, value.stored())), result);
    } else {
      lendOrJoin(primacy, key, borrower, manner, isPatient, result);
    }
  }

  private void lendOrJoin(
      Primacy<K, V> primacy,
      K key,
      NodeId borrower,
      LoadManner manner,
      boolean isPatient,
      CompletableFuture<Lent> result) {
    if (manner.replaces()) {
      primacy.flights().detach(key); // it may have read what is to be replaced
    }
    @Nullable Flight running = primacy.flights().running(key);
    if (running == null) {
      result.complete(new Lent(primacy.flights().lend(key, borrower, manner), null));
      return;
    }
    if (!isPatient) {
      result.complete(Lent.BUSY);
      return;
    }
    CompletableFuture<Loaded> loaded = new CompletableFuture<>();
    Primaries.passOn(loaded.thenApply(value -> new Lent(0, value.stored())), result);
    running.join(
        manner.isGet() ? primaries.orStale(primacy, key, loaded) : loaded,
        primacy.mailbox(),
        () -> lend(primacy, key, borrower, manner, isPatient, result));
  }

  /** Takes back a load that its borrower will not make: those who wait for it ask again. */
  CompletableFuture<Loaded> giveBack(TopologyName topology, K key, long number) {
    return primaries.atPrimary(topology, key, (primacy, result) -> {
      @Nullable Flight flight = primacy.flights().takeBack(number);
      if (flight != null) {
        primacy.flights().end(key, flight);
        flight.result().completeExceptionally(new MovedException(false));
      }
      result.complete(Loaded.NOTHING);
    });
  }

  /**
   * Takes what a caller has loaded, and stores it unless the key was written meanwhile. Answers the value; that of an expired
   * entry, or the failure, if it failed.
   *
   * @param value the stored form of what was loaded; null if there is no value, or the load has failed
   * @param failure what it failed with, or null
   */
  CompletableFuture<Loaded> bring(
      TopologyName topology,
      K key,
      long number,
      @Nullable Object value,
      @Nullable Throwable failure) {
    return primaries.atPrimary(topology, key, (primacy, result) -> {
      @Nullable Flight flight = primacy.flights().takeBack(number);
      if (flight == null) {
        if (failure == null) {
          result.complete(new Loaded(value));
        } else {
          result.completeExceptionally(failure);
        }
        return;
      }
      Primaries.passOn(
          flight.result(),
          flight.manner().isGet() ? primaries.orStale(primacy, key, result) : result);
      primacy.loaded(key, flight, value, failure);
    });
  }
}
