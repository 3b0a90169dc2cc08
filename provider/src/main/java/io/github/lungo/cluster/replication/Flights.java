// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The loads of a segment's keys that others may join. Confined to the segment's mailbox. */
final class Flights<K> {
  private static final int NUMBERS_OF_ONE_PRIMACY = 28;

  private final Map<K, Flight> byKey = new HashMap<>();

  /** Those that other members make, by their numbers, until they bring what they have. */
  private final Map<Long, Flight> lent = new HashMap<>();

  /** Numbers begin with that of the topology in which this began: no other primary of the segment has lent under them. */
  private long lastNumber;

  /** Creates flights of which there are none, for a primacy that begins in the topology of that number. */
  Flights(long topology) {
    this.lastNumber = topology << NUMBERS_OF_ONE_PRIMACY;
  }

  /** One load, however many wait for it. */
  static final class Flight {
    private final CompletableFuture<Loaded> result = new CompletableFuture<>();
    private final NodeId origin;
    private final LoadManner manner;
    private boolean isFenced;
    private boolean isBrought;
    private boolean isStored;

    Flight(NodeId origin, LoadManner manner) {
      this.origin = origin;
      this.manner = manner;
    }

    /** Returns why the key is loaded. */
    LoadManner manner() {
      return manner;
    }

    /** Returns the member that asked for it first; the one that makes it, if it is lent. */
    NodeId origin() {
      return origin;
    }

    /** Returns what is loaded. */
    CompletableFuture<Loaded> result() {
      return result;
    }

    /** The loader has answered: whoever comes now may have the value only if it becomes the entry. */
    void brought() {
      isBrought = true;
    }

    /** The value has become the entry. */
    void stored() {
      isStored = true;
    }

    /**
     * Lets one more caller wait for the load.
     *
     * @param again looks anew, as the value was not for this caller; to be run in the mailbox
     */
    void join(CompletableFuture<Loaded> caller, Mailbox mailbox, Runnable again) {
      boolean isLate = isBrought;
      var unused = result.whenComplete((loaded, failure) -> {
        if (failure != null) {
          caller.completeExceptionally(failure);
        } else if (isLate && !isStored) {
          mailbox.execute(again);
        } else {
          caller.complete(loaded);
        }
      });
    }

    /** Returns whether the key was written since the load began, so that what it brings must not be stored. */
    boolean isFenced() {
      return isFenced;
    }
  }

  @Nullable
  Flight running(K key) {
    return byKey.get(key);
  }

  /** Begins a load that a member has asked for. */
  Flight begin(K key, NodeId origin, LoadManner manner) {
    Flight flight = new Flight(origin, manner);
    byKey.put(key, flight);
    return flight;
  }

  /** Begins a load that a member makes with a loader of its own; returns the number under which it brings the value. */
  long lend(K key, NodeId borrower, LoadManner manner) {
    Flight flight = new Flight(borrower, manner);
    byKey.put(key, flight);
    lastNumber++;
    lent.put(lastNumber, flight);
    return lastNumber;
  }

  /** Takes back a load that was lent; null if it was given up. */
  @Nullable
  Flight takeBack(long number) {
    return lent.remove(number);
  }

  /** Sends those away who wait for a load of a member that is gone. */
  void retainBorrowers(List<NodeId> members) {
    for (Map.Entry<Long, Flight> entry : List.copyOf(lent.entrySet())) {
      Flight flight = entry.getValue();
      if (!members.contains(flight.origin)) {
        lent.remove(entry.getKey());
        byKey.values().remove(flight);
        flight.isFenced = true;
        flight.result.completeExceptionally(new MovedException(false));
      }
    }
  }

  /** Lets nobody join a load any more. */
  void end(K key, Flight flight) {
    byKey.remove(key, flight);
  }

  /** Keeps the load of a key from storing what it brings, and later callers from joining it. */
  void detach(K key) {
    @Nullable Flight flight = byKey.remove(key);
    if (flight != null) {
      flight.isFenced = true;
    }
  }

  /** Does so for all keys. */
  void detachAll() {
    byKey.values().forEach(flight -> flight.isFenced = true);
    byKey.clear();
  }

  /** Sends all away who wait: they are to ask the next primary. */
  void abandonAll() {
    Set<Flight> left = new HashSet<>(byKey.values());
    left.addAll(lent.values());
    lent.clear();
    detachAll();
    left.forEach(flight -> flight.result.completeExceptionally(new MovedException(true)));
  }
}
