// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import io.github.lungo.LungoConfiguration;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** The shortest program: a bounded cache, one value in and out. */
public final class QuickStart {

  private QuickStart() {}

  /** Prints what the cache holds. */
  public static void main(String... arguments) {
    System.out.println(favourite());
  }

  static String favourite() {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Cache<String, String> coffees = manager.createCache(
          "coffees",
          LungoConfiguration.builder(String.class, String.class)
              .maximumSize(10_000)
              .build());
      coffees.put("favourite", "lungo");
      return coffees.get("favourite");
    }
  }
}
