// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.cache.CacheManager;
import javax.cache.Caching;

/** Several values are loaded side by side on Lungo's threads, while the caller goes on. */
public final class AsyncReads {

  private AsyncReads() {}

  /** Prints the names of the characters of a word. */
  public static void main(String... arguments) {
    System.out.println(names("caff\u00e8"));
  }

  static String names(String word) {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      LungoCache<Integer, String> names = LungoCache.of(manager.createCache(
          "names",
          LungoConfiguration.builder(Integer.class, String.class)
              .readThrough(ReadThrough.Names::new)
              .build()));
      List<CompletableFuture<String>> loads =
          word.codePoints().mapToObj(names::getAsync).toList();
      return loads.stream().map(CompletableFuture::join).collect(Collectors.joining(", "));
    }
  }
}
