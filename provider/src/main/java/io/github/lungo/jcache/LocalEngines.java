// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.SourceOfTruth;
import java.util.concurrent.Executor;

/** Makes what keeps the entries of a cache on this member alone. */
@FunctionalInterface
interface LocalEngines<K, V> {

  /**
   * Returns an empty engine.
   *
   * @param executor runs what no caller waits for
   */
  LocalEngine<K, V> make(CacheTraits<K, V> traits, SourceOfTruth<K, V> source, Executor executor);
}
