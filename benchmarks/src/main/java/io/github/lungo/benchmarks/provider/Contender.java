// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Who is compared, in the order of the table's columns. */
public enum Contender {
  RAW(
      "raw Caffeine",
      "Caffeine without JCache, of the version that Lungo uses; its maintenance runs in the calling thread",
      () -> {
        throw new IllegalStateException("bare Caffeine is no provider");
      }),
  LUNGO("Lungo", "bounded by `maximumSize`", LungoProvider::new),
  CAFFEINE(
      "Caffeine's",
      "bounded by `CaffeineConfiguration.setMaximumSize`; it evicts in the common pool, whose time is not in the figures",
      ConfiguredProvider::caffeine),
  CACHE2K(
      "cache2k",
      "`entryCapacity` by `ExtendedMutableConfiguration`, else it would bound itself to some thousand"
          + " entries; copies and sharp expiry are on, as they are without its own configuration",
      ConfiguredProvider::cache2k),
  EHCACHE(
      "Ehcache",
      "on the heap, bounded by the default template of a configuration file, with its own choice of copiers",
      EhcacheProvider::new),
  INFINISPAN(
      "Infinispan",
      "local caches, bounded by `memory().maxCount`; values are marshalled by Java serialization, as its default needs"
          + " generated code for each class",
      InfinispanProvider::new),
  HAZELCAST(
      "Hazelcast",
      "one member that joins nobody, without backups, in its default format (binary); evicts LRU by entry count",
      ConfiguredProvider::hazelcast,
      "-Dhazelcast.config=classpath:hazelcast-benchmark.xml",
      "--add-modules=java.se",
      "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-opens=java.management/sun.management=ALL-UNNAMED",
      "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED"),
  RI("RI", "the reference implementation as it is; it has no bound", ConfiguredProvider::ri);

  private final String title;
  private final String setup;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final Supplier<Provider> provider;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> jvmArguments;

  Contender(String title, String setup, Supplier<Provider> provider, String... jvmArguments) {
    this.title = title;
    this.setup = setup;
    this.provider = provider;
    this.jvmArguments = List.of(jvmArguments);
  }

  /** Returns what the table calls it. */
  public String title() {
    return title;
  }

  /** Returns how it is set up beyond what JCache says. */
  public String setup() {
    return setup;
  }

  /** Returns what the command line and the raw output call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its manual wants the JVM to be started with. */
  public List<String> jvmArguments() {
    return jvmArguments;
  }

  /** Returns the one that is called so. */
  public static Contender of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** Says whether it is bare Caffeine, which all others are compared with. */
  public boolean isRaw() {
    return this == RAW;
  }

  /** Starts the provider, whose classes have to be on the class path. */
  public Provider start() {
    return provider.get();
  }
}
