// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.operation.Change;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.SourceWrite;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Changes entries, one step at a time for each key: look, apply the operation, write through, fence loads, store, and fix
 * the place of the events. User code runs under the lock of its key alone. Listeners are called after it. Thread-safe.
 */
final class AtomicSteps<K, V> {
  private final CacheTraits<K, V> traits;
  private final LocalStore<K> store;
  private final @Nullable NewestEntries<K> newest;
  private final KeyLocks<K> locks;
  private final Announcer<K, V> announcer;
  private final InFlightLoads<K, Object> loads;
  private final @Nullable Remnants<K> remnants;

  AtomicSteps(
      CacheTraits<K, V> traits,
      LocalStore<K> store,
      KeyLocks<K> locks,
      Announcer<K, V> announcer,
      LoadControl<K> control) {
    this.traits = traits;
    this.store = store;
    this.newest = store.newest();
    this.locks = locks;
    this.announcer = announcer;
    this.loads = control.running();
    this.remnants = control.remnants();
  }

  /**
   * Executes one operation on one key.
   *
   * @param committed is told the outcome as soon as it stands, before listeners that may fail are called
   */
  <R extends @Nullable Object> Outcome<R> execute(
      K key,
      EntryOperation<K, V, R> operation,
      SourceOfTruth<K, V> source,
      Consumer<? super Outcome<R>> committed) {
    Step<K, V, R> step = new Step<>(key, locks.acquire(key), traits);
    try {
      look(step);
      apply(step, operation, source);
      source.write(key, step.outcome().write(), traits);
      commit(step);
    } finally {
      end(step);
    }
    committed.accept(step.outcome());
    announcer.deliver(key, step.deliveries);
    return step.outcome();
  }

  /**
   * Stores what a load brought, unless a write has fenced it meanwhile.
   *
   * @return the events to deliver once those who wait for the load have their result
   */
  List<Delivery<K, V>> storeLoaded(K key, EntryOperation<K, V, Boolean> put, Load<Object> load) {
    @Nullable KeyLock lock = lockToStore(key);
    if (lock == null) {
      return List.of();
    }
    Step<K, V, Boolean> step = new Step<>(key, lock, traits);
    try {
      look(step);
      step.outcome = put.apply(step.before, step);
      load.storeUnlessFenced(() -> change(step));
    } finally {
      end(step);
    }
    return step.deliveries;
  }

  /**
   * Stores what a load brought for a key without an entry, unless a write has fenced it meanwhile. Most loads are of this
   * kind, and where nobody listens they need no {@link Step}.
   *
   * @return the events to deliver once those who wait for the load have their result
   */
  List<Delivery<K, V>> storeIfAbsent(K key, Object stored, Load<Object> load) {
    if (!announcer.isIdle() || remnants != null) {
      return storeLoaded(key, Put.of(stored, Put.Kind.LOADED_IF_ABSENT), load);
    }
    @Nullable KeyLock lock = lockToStore(key);
    if (lock == null) {
      return List.of();
    }
    try {
      if (store.peek(key) != null) {
        return List.of(); // and the user's policy is not asked
      }
      long now = traits.expiry().isEternal() ? 0 : traits.clock().nanos();
      long deadline = traits.expiry().afterCreation(now);
      if (deadline <= now) {
        return List.of();
      }
      CachedValue after = traits.loadedEntry(key, stored, deadline);
      boolean isStored =
          load.storeUnlessFenced(() -> store.replace(key, null, after, store.clears()));
      return isStored && !announcer.isIdle() // any more
          ? announcer.announce(key, lock, Outcome.stored(null, after))
          : List.of();
    } finally {
      locks.release(lock);
    }
  }

  /**
   * Stores what a load brought at another member, in the version that it has there, unless something newer is here or a write
   * has fenced the load.
   *
   * @return the events to deliver once those who wait for the load have their result
   */
  List<Delivery<K, V>> storeTold(K key, VersionedValue entry, Load<Object> load) {
    @Nullable KeyLock lock = lockToStore(key);
    if (lock == null) {
      return List.of();
    }
    Step<K, V, Boolean> step = new Step<>(key, lock, traits);
    try {
      look(step);
      boolean isThere = step.before != null && step.before.isSameVersionAs(entry);
      load.storeUnlessFenced(() -> Objects.requireNonNull(newest).storeLoaded(key, entry));
      // That the other member may have told of it first makes it no less this load's entry.
      if (store.holds(key, entry)) {
        step.outcome = Outcome.stored(isThere ? null : step.before, entry);
        step.isCommitted = true;
      }
    } finally {
      end(step);
    }
    return step.deliveries;
  }

  /** Locks the key of a load; null if this thread holds it: then a processor of the key asks for the key through the cache. */
  private @Nullable KeyLock lockToStore(K key) {
    try {
      return locks.acquire(key);
    } catch (CacheException refused) {
      return null; // it gets the value, which is not stored
    }
  }

  /** Returns whether an operation of the key is under way, so that others wait for their turn. */
  boolean isUnderWay(K key) {
    return locks.held(key) != null;
  }

  /** Keeps loads of the key that are under way from storing, and later callers from joining them. */
  void fence(K key) {
    loads.fence(key);
  }

  /** Tells listeners that were added while a value was stored without them, unless it was replaced since. */
  void announceLate(K key, @Nullable CachedValue before, CachedValue after) {
    KeyLock lock = locks.acquire(key);
    List<Delivery<K, V>> deliveries = List.of();
    try {
      if (store.holds(key, after)) {
        deliveries = announcer.announce(key, lock, Outcome.stored(before, after));
      }
    } finally {
      locks.release(lock);
    }
    announcer.deliver(key, deliveries);
  }

  /** Looks at the entry; one that has expired leaves now, so that its event comes before those of the step. */
  void look(Step<K, V, ?> step) {
    boolean wantsExpired = announcer.wantsExpired();
    if (wantsExpired) {
      step.lock.takeNotes();
    }
    if (traits.versions() != null) {
      step.lock.beginFresh();
    }
    step.clearsBefore = store.clears();
    step.before = store.peek(step.key);
    if (step.before == null && wantsExpired) {
      store.reap(step.key);
    }
    if (newest != null) {
      step.known = newest.known(step.key);
    }
    step.deadlineBefore = step.before == null ? 0 : step.before.deadline();
  }

  <R extends @Nullable Object> void apply(
      Step<K, V, R> step, EntryOperation<K, V, R> operation, SourceOfTruth<K, V> source) {
    step.mayLoad(loads, source.reader(), remnants);
    step.outcome = operation.apply(step.before, step);
  }

  <R extends @Nullable Object> void commit(Step<K, V, R> step) {
    Outcome<R> outcome = step.outcome();
    @Nullable ProcessorLoad<K, V> load = step.load;
    boolean storesWhatWasLoaded =
        outcome.change() == Change.CREATED && outcome.write().kind() == SourceWrite.Kind.NONE;
    if (load == null || !storesWhatWasLoaded) {
      change(step);
    } else if (!load.storeUnlessFenced(() -> change(step))) {
      step.outcome = outcome.withoutChange(); // the cache was cleared meanwhile
      step.isCommitted = true;
    }
  }

  /**
   * Stores what the step came to. Loads are fenced after that: one which entered before may have seen the entry that is gone
   * now. None of them can store anything meanwhile, for want of the key's lock.
   */
  private void change(Step<K, V, ?> step) {
    Outcome<?> outcome = step.outcome();
    switch (outcome.change()) {
      case CREATED, UPDATED -> store(step, Objects.requireNonNull(outcome.after()));
      case REMOVED, UPDATED_TO_EXPIRE -> remove(step, Objects.requireNonNull(step.before));
      case NONE -> {
        if (newest != null && outcome.write().kind() != SourceWrite.Kind.NONE) {
          bury(step.key, newest); // others may have what is not here
        }
        if (step.before != null && step.before.deadline() != step.deadlineBefore) {
          store.reschedule(step.key, step.before);
        }
      }
    }
    if (outcome.fencesLoads()) {
      loads.fence(step.key);
    }
    if (remnants != null) {
      remnants.settle(step.key, outcome, loads);
    }
    step.isCommitted = true;
  }

  private void remove(Step<K, V, ?> step, CachedValue before) {
    if (newest == null) {
      store.remove(step.key, before);
    } else {
      bury(step.key, newest);
    }
  }

  private void bury(K key, NewestEntries<K> newest) {
    EntryVersions versions = Objects.requireNonNull(traits.versions());
    newest.bury(key, new Trace(versions.ofWriteOver(newest.known(key)), false));
  }

  private void store(Step<K, V, ?> step, CachedValue after) {
    if (traits.versions() == null) {
      store.replace(step.key, step.before, after, step.clearsBefore);
    } else {
      step.lock.storeUnlessOutdated(
          after, () -> store.replace(step.key, step.before, after, step.clearsBefore));
    }
  }

  /** Queues the step's events and unlocks its key, whether the step was committed or failed. */
  void end(Step<K, V, ?> step) {
    try {
      step.deliveries =
          announcer.announce(step.key, step.lock, step.isCommitted ? step.outcome : null);
    } finally {
      locks.release(step.lock);
      if (step.load != null) {
        step.load.finish();
      }
      if (!step.isCommitted) {
        announcer.deliverInBackground(step.key, step.deliveries);
      }
    }
  }
}
