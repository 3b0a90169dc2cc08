// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Idle coders, for they are dear to make (50 µs) and large (12 KB). Never blocks: without an idle coder it makes one,
 * without room it drops one. Thread-safe.
 */
final class CoderPool {

  private static final int SLOTS = 16;
  private static final int PROBES = 4;

  private final AtomicReferenceArray<@Nullable Coder> slots = new AtomicReferenceArray<>(SLOTS);
  private final Supplier<Coder> maker;
  private volatile boolean closed;

  CoderPool(Supplier<Coder> maker) {
    this.maker = maker;
  }

  /** Returns a coder for this thread alone. */
  Coder take() {
    int first = firstSlot();
    for (int i = 0; i < PROBES; i++) {
      int slot = (first + i) & (SLOTS - 1);
      if (slots.getPlain(slot) != null) {
        Coder coder = slots.getAndSet(slot, null);
        if (coder != null) {
          return coder;
        }
      }
    }
    return maker.get();
  }

  /** Gives back a coder whose last use succeeded; one whose use failed is never given back. */
  void give(Coder coder) {
    if (!coder.isWorthKeeping()) {
      return;
    }
    int first = firstSlot();
    for (int i = 0; i < PROBES; i++) {
      int slot = (first + i) & (SLOTS - 1);
      if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, coder)) {
        break;
      }
    }
    if (closed) {
      clear();
    }
  }

  void close() {
    closed = true;
    clear();
  }

  private void clear() {
    for (int slot = 0; slot < SLOTS; slot++) {
      slots.set(slot, null);
    }
  }

  private static int firstSlot() {
    return Long.hashCode(Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 28;
  }
}
