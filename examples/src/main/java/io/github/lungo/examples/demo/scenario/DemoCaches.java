// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.time.Duration;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** Where the scenarios get their caches, so that a test can show what they say of a bad one. */
public interface DemoCaches extends AutoCloseable {

  /** Returns the class name of the caching provider. */
  String providerName();

  /** Returns a read-through cache of at most so many entries. */
  Cache<Integer, CharacterRow> bounded(
      String name, CacheLoader<Integer, CharacterRow> loader, long bound);

  /** Returns a read-through cache. */
  Cache<Integer, CharacterRow> readThrough(String name, CacheLoader<Integer, CharacterRow> loader);

  /** Returns a read-through cache whose entries live for the given time. */
  Cache<Integer, CharacterRow> expiring(
      String name, CacheLoader<Integer, CharacterRow> loader, Duration timeToLive);

  /** Returns a read-through cache that hands each change to the writer first. */
  Cache<Integer, CharacterRow> writeThrough(
      String name,
      CacheLoader<Integer, CharacterRow> loader,
      CacheWriter<Integer, CharacterRow> writer);

  @Override
  void close();
}
