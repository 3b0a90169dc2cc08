// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes what is loaded an entry of the primary, where all members are to have the same. Never waits. Thread-safe. */
interface LoadKeeper<K> {

  /** Returns the entry that there is in place of a load, newer than what the asker knows; null if there is none. */
  @Nullable
  VersionedValue present(K key, Version heard);

  /** Returns the version of the newest that the primary or the asker knows; what is loaded is to replace that, and nothing newer. */
  Version known(K key, Version heard);

  /**
   * Makes an entry of what was loaded.
   *
   * @param known what was known when the load began
   * @return the entry; null if it expires at once
   */
  CompletableFuture<@Nullable VersionedValue> prepare(K key, Object stored, Version known);

  /**
   * Stores the entry, unless something newer is known, and tells the others.
   *
   * @param unlessFenced runs what stores it, unless the load was fenced; answers whether it is stored
   */
  boolean keep(K key, VersionedValue entry, Predicate<BooleanSupplier> unlessFenced);
}
