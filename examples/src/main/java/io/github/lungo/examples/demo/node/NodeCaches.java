// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.NumberTable;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** Where a node gets its two caches, so that a test can show what the demo says of bad ones. */
public interface NodeCaches extends AutoCloseable {

  /** Makes the cache in front of the table. Called once. */
  Cache<Integer, CharacterRow> characters(
      CacheLoader<Integer, CharacterRow> loader, CacheWriter<Integer, CharacterRow> writer);

  /**
   * Makes the cache of numbers. The table is behind it where nodes keep nothing for each other, else nothing is, and the
   * cluster alone knows them. Called once.
   */
  Cache<String, Long> numbers(NumberTable table);

  /** Returns how many rows this process keeps. */
  long rowsHeld();

  /** Leaves the cluster. */
  @Override
  void close();
}
