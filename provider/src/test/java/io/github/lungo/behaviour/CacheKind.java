// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.function.Supplier;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;

/** What applications create caches with, and how much memory one may take that was used once. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers have no state
enum CacheKind {
  PLAIN(CacheKind::standard),
  WITH_STATISTICS(() -> standard().setStatisticsEnabled(true)),
  WITH_MANAGEMENT(() -> standard().setManagementEnabled(true)),
  WITH_SYNCHRONOUS_LISTENER(() -> standard().addCacheEntryListenerConfiguration(deaf(true))),
  WITH_ASYNCHRONOUS_LISTENER(() -> standard().addCacheEntryListenerConfiguration(deaf(false))),
  BOUNDED_BY_SIZE(() -> lungo().maximumSize(1_000).build()),
  BOUNDED_BY_WEIGHT(
      () -> lungo().maximumWeight(1_000).weigher((key, value) -> 1).build()),
  // The wheel, buffers and nodes that Caffeine makes for an expiry of single entries take 6 KiB of
  // it.
  EXPIRING(10, () -> lungo().touchedExpiry(Duration.ofHours(1)).build()),
  BOUNDED_AND_EXPIRING(
      10, () -> lungo().maximumSize(1_000).touchedExpiry(Duration.ofHours(1)).build());

  private static final int BYTES_PER_KIBIBYTE = 1_024;

  private final int kibibytes;
  private final Supplier<Configuration<Integer, String>> configuration;

  CacheKind(Supplier<Configuration<Integer, String>> configuration) {
    this(8, configuration);
  }

  CacheKind(int kibibytes, Supplier<Configuration<Integer, String>> configuration) {
    this.kibibytes = kibibytes;
    this.configuration = configuration;
  }

  long footprintLimit() {
    return (long) kibibytes * BYTES_PER_KIBIBYTE;
  }

  Configuration<Integer, String> configuration() {
    return configuration.get();
  }

  private static MutableConfiguration<Integer, String> standard() {
    return new MutableConfiguration<Integer, String>().setTypes(Integer.class, String.class);
  }

  private static LungoConfigurationBuilder<Integer, String> lungo() {
    return LungoConfiguration.builder(Integer.class, String.class);
  }

  private static MutableCacheEntryListenerConfiguration<Integer, String> deaf(
      boolean isSynchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        () -> (CacheEntryCreatedListener<Integer, String>) events -> {},
        null,
        false,
        isSynchronous);
  }
}
