// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import java.util.concurrent.locks.Lock;
import javax.cache.Cache;

/** Counts a cache's entries by iterating while nobody else uses it. Confined to one thread. */
final class SizeSampler {
  private final Cache<?, ?> cache;
  private final Lock exclusive;
  private long latest;
  private long largest;
  private int samples;

  /**
   * Creates a sampler.
   *
   * @param exclusive keeps all others from the cache: an iterator that runs beside them may see one entry leave and, on
   *     its way, also the one that took its room
   */
  SizeSampler(Cache<?, ?> cache, Lock exclusive) {
    this.cache = cache;
    this.exclusive = exclusive;
  }

  void sample() {
    exclusive.lock();
    try {
      long size = 0;
      for (Cache.Entry<?, ?> ignored : cache) {
        size++;
      }
      latest = size;
    } finally {
      exclusive.unlock();
    }
    largest = Math.max(largest, latest);
    samples++;
  }

  long latest() {
    return latest;
  }

  long largest() {
    return largest;
  }

  int samples() {
    return samples;
  }
}
