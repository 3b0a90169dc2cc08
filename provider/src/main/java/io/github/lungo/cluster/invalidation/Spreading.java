// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import java.util.Collection;
import java.util.Map;

/** How the other members hear of writes. Never waits. Thread-safe. */
interface Spreading<K> {

  /**
   * Begins a write of some keys.
   *
   * @throws RuntimeException if a key cannot be sent; nothing is to be written then
   */
  Spread<K> begin(Collection<K> keys);

  /** A write under way. */
  interface Spread<K> extends AutoCloseable {

    /** Returns a version that is older than what is written. */
    Version begun();

    /**
     * Lets the others hear of what was written.
     *
     * @param isKeyOnly whether they are to drop what they have, even where they would be told the value
     */
    Progress tell(Map<K, Version> written, boolean isKeyOnly);

    /** Ends the write, be it that nothing was written. */
    @Override
    void close();
  }
}
