// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.keyed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Elements by their keys, at most one for each key: a map for the few keys of a cache that something is under way for. An
 * element that has a slot to itself comes and goes at the price of a compare-and-set each; where keys meet in a slot, a
 * bucket takes their elements. To look for a key costs one read where its slot is empty. Thread-safe; calls no user code
 * but keys' {@code equals} and {@code hashCode}.
 *
 * @param <E> the type of elements; not a {@link Map}
 */
public final class KeyedSlots<E extends Keyed> {
  private static final int SLOTS = 64;

  /** In each slot nothing, an element, or a {@link Bucket}; made for the first element, as many caches never have one. */
  private volatile @Nullable AtomicReferenceArray<@Nullable Object> made;

  /** Creates slots that are empty. */
  public KeyedSlots() {}

  /** Elements whose keys met in a slot. */
  private static final class Bucket<E extends Keyed> {
    @GuardedBy("this")
    private final Map<Hashed, E> elements = new HashMap<>();

    /** Whether the bucket was empty and has left its slot. */
    @GuardedBy("this")
    private boolean isDropped;
  }

  /** A key with the hash code that counts, whatever it answers later. */
  private record Hashed(Object key, int hash) {
    static Hashed of(Keyed element) {
      return new Hashed(element.key(), element.keyHash());
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Hashed same
          && same.hash == hash
          && (same.key == key || same.key.equals(key));
    }
  }

  private AtomicReferenceArray<@Nullable Object> slots() {
    @Nullable AtomicReferenceArray<@Nullable Object> slots = made;
    return slots == null ? make() : slots;
  }

  private synchronized AtomicReferenceArray<@Nullable Object> make() {
    @Nullable AtomicReferenceArray<@Nullable Object> slots = made;
    if (slots == null) {
      slots = new AtomicReferenceArray<>(SLOTS);
      made = slots;
    }
    return slots;
  }

  private static int slotOf(int hash) {
    return (hash ^ (hash >>> 6) ^ (hash >>> 16)) & (SLOTS - 1);
  }

  /** Enters an element unless its key has one. Returns the one that is there, or null if the given one was entered. */
  public @Nullable E putIfAbsent(E element) {
    AtomicReferenceArray<@Nullable Object> slots = slots();
    int slot = slotOf(element.keyHash());
    while (true) {
      @Nullable Object present = slots.get(slot);
      if (present == null) {
        if (slots.compareAndSet(slot, null, element)) {
          return null;
        }
      } else if (present instanceof Bucket<?>) {
        Bucket<E> bucket = bucket(present);
        synchronized (bucket) {
          if (!bucket.isDropped) {
            return bucket.elements.putIfAbsent(Hashed.of(element), element);
          }
        }
      } else {
        E single = single(present);
        if (single.keyHash() == element.keyHash() && single.key().equals(element.key())) {
          return single;
        }
        makeRoom(slots, slot, single);
      }
    }
  }

  /** Puts an element that has the slot to itself into a bucket, unless it has left meanwhile. */
  private void makeRoom(AtomicReferenceArray<@Nullable Object> slots, int slot, E single) {
    Bucket<E> bucket = new Bucket<>();
    synchronized (bucket) {
      bucket.elements.put(Hashed.of(single), single);
    }
    slots.compareAndSet(slot, single, bucket);
  }

  /** Takes an element out. Returns false if it is not there, whether another one of its key is or not. */
  public boolean remove(E element) {
    AtomicReferenceArray<@Nullable Object> slots = slots();
    int slot = slotOf(element.keyHash());
    if (slots.compareAndSet(slot, element, null)) {
      return true;
    }
    @Nullable Object present = slots.get(slot);
    if (!(present instanceof Bucket<?>)) {
      return false;
    }
    Bucket<E> bucket = bucket(present);
    synchronized (bucket) {
      boolean wasThere = bucket.elements.remove(Hashed.of(element), element);
      if (bucket.elements.isEmpty() && !bucket.isDropped) {
        bucket.isDropped = true;
        slots.compareAndSet(slot, bucket, null);
      }
      return wasThere;
    }
  }

  /** Returns the element of a key, or null. */
  public @Nullable E get(Object key) {
    @Nullable AtomicReferenceArray<@Nullable Object> slots = made;
    if (slots == null) {
      return null;
    }
    int hash = key.hashCode();
    @Nullable Object present = slots.get(slotOf(hash));
    if (present == null) {
      return null;
    }
    if (present instanceof Bucket<?>) {
      Bucket<E> bucket = bucket(present);
      synchronized (bucket) {
        return bucket.elements.get(new Hashed(key, hash));
      }
    }
    E single = single(present);
    return single.keyHash() == hash && single.key().equals(key) ? single : null;
  }

  /** Returns all elements that are there, weakly consistent. */
  public List<E> all() {
    @Nullable AtomicReferenceArray<@Nullable Object> slots = made;
    if (slots == null) {
      return List.of();
    }
    List<E> all = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      @Nullable Object present = slots.get(slot);
      if (present instanceof Bucket<?>) {
        Bucket<E> bucket = bucket(present);
        synchronized (bucket) {
          all.addAll(bucket.elements.values());
        }
      } else if (present != null) {
        all.add(single(present));
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the slots hold nothing else
  private static <E extends Keyed> Bucket<E> bucket(Object present) {
    return (Bucket<E>) present;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // nor here
  private E single(Object present) {
    return (E) present;
  }
}
