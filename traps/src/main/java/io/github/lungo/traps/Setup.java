// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** The description of a cache of strings, to read in one line. Confined to its test. */
final class Setup {
  private final Caches caches;
  private final MutableConfiguration<String, String> configuration = Caches.strings();

  Setup(Caches caches) {
    this.caches = caches;
  }

  /** Sets the loader, read-through. */
  Setup loader(CacheLoader<String, String> loader) {
    return bulkLoader(loader).readThrough();
  }

  /** Sets the loader for {@code loadAll} alone. */
  Setup bulkLoader(CacheLoader<String, String> loader) {
    configuration.setCacheLoaderFactory(Shared.of(loader));
    return this;
  }

  private Setup readThrough() {
    configuration.setReadThrough(true);
    return this;
  }

  /** Sets the writer, write-through. */
  Setup writer(CacheWriter<String, String> writer) {
    configuration.setCacheWriterFactory(Shared.of(writer)).setWriteThrough(true);
    return this;
  }

  Setup expiry(ExpiryPolicy policy) {
    configuration.setExpiryPolicyFactory(Shared.of(policy));
    return this;
  }

  /** Adds a synchronous listener that requires old values. */
  Setup listener(Events events) {
    return listener(events, null, true, true);
  }

  Setup listener(
      Events events,
      CacheEntryEventFilter<String, String> filter,
      boolean oldValue,
      boolean synchronous) {
    configuration.addCacheEntryListenerConfiguration(
        registration(events, filter, oldValue, synchronous));
    return this;
  }

  Setup statistics() {
    configuration.setStatisticsEnabled(true);
    return this;
  }

  Cache<String, String> create() {
    return caches.create(configuration);
  }

  static MutableCacheEntryListenerConfiguration<String, String> registration(
      Events events,
      CacheEntryEventFilter<String, String> filter,
      boolean oldValue,
      boolean synchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        Shared.of(events), filter == null ? null : Shared.of(filter), oldValue, synchronous);
  }
}
