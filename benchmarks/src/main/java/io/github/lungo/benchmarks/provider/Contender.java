// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Who is compared, in the order of the table's columns. */
public enum Contender {
  RAW("raw Caffeine", () -> {
    throw new IllegalStateException("bare Caffeine is no provider");
  }),
  LUNGO("Lungo", LungoProvider::new);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final Supplier<Provider> provider;

  Contender(String title, Supplier<Provider> provider) {
    this.title = title;
    this.provider = provider;
  }

  /** Returns what the table calls it. */
  public String title() {
    return title;
  }

  /** Returns what the command line and the raw output call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what its manual wants the JVM to be started with. */
  public List<String> jvmArguments() {
    return List.of();
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
