// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;

/** This JVM's member of a cluster of one product. Thread-safe. */
public interface ClusterMember extends AutoCloseable {
  /** Makes a cache that the others make, too. */
  Cache<String, String> create(String name, MutableConfiguration<String, String> configuration);

  /** Returns whether this member reads the entry of a key without asking another one, having read none before. */
  boolean isHere(Cache<String, String> cache, String key);

  /**
   * Returns whether this member serves the cache, and whoever is to keep an entry has it.
   *
   * @param members how many members there are
   */
  boolean isComplete(Cache<String, String> cache, int members);

  @Override
  void close();
}
