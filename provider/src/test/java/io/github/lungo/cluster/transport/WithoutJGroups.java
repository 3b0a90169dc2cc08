// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import io.github.lungo.LungoCachingProvider;
import java.util.List;
import java.util.concurrent.Callable;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;

/** An application on whose class path JGroups is not. It uses a local cache, then asks for a cluster. */
public final class WithoutJGroups implements Callable<List<String>> {

  /** Returns what the cache held, and why there is no cluster. */
  @Override
  public List<String> call() {
    try (LungoCachingProvider provider = new LungoCachingProvider()) {
      Cache<String, String> cache =
          provider.getCacheManager().createCache("local", new MutableConfiguration<>());
      cache.put("key", "value");
      return List.of(cache.get("key"), refusal());
    }
  }

  private static String refusal() {
    try {
      ClusterNetwork.member(ClusterSettings.onThisMachine("orders"));
      return "none";
    } catch (CacheException refusal) {
      return refusal.getMessage();
    }
  }
}
