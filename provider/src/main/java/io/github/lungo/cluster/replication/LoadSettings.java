// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.LoadAt;
import io.github.lungo.Resilience;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.LoadCounters;
import io.github.lungo.local.Remnants;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a cache are loaded.
 *
 * @param at which member runs the cache's loader
 * @param resilience how loads are spared, put off and made up for
 * @param bound of how many keys without an entry a member remembers something
 * @param timeout how old a load may be that is joined
 * @param patience how long a primary may give no sign
 */
public record LoadSettings(
    LoadAt at, Resilience resilience, Bound bound, Duration timeout, Duration patience) {

  /** Returns what keeps what is known of keys without an entry; null if no setting asks for that. */
  <K, V> @Nullable Remnants<Remembered<K>> remnants(
      CacheTraits<K, V> traits, LoadCounters counters) {
    return resilience.remembersLoads() ? new Remnants<>(traits, bound, resilience, counters) : null;
  }
}
