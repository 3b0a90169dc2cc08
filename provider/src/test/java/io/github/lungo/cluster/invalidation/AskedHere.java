// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.operation.CacheEngine;
import org.jspecify.annotations.Nullable;

/** Tells tests of whole clusters what a member knows, and was asked for. As thread-safe as the cache. */
public final class AskedHere {
  private AskedHere() {}

  /** Returns how many keys members have asked this one for, as their primary, from the engine of an invalidated cache. */
  public static long by(CacheEngine<?, ?> engine) {
    return ((InvalidationEngine<?, ?>) engine).cache().asked();
  }

  /** Returns the newest topology that a member has installed; null before the first. */
  public static @Nullable Topology topology(CacheEngine<?, ?> engine) {
    return ((InvalidationEngine<?, ?>) engine).cache().topology();
  }
}
