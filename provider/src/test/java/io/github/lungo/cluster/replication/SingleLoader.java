// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** A loader that loads many keys one after the other. As thread-safe as its function. */
record SingleLoader(Function<String, @Nullable Long> load) implements CacheLoader<String, Long> {

  @Override
  public @Nullable Long load(String key) {
    return load.apply(key);
  }

  @Override
  public Map<String, Long> loadAll(Iterable<? extends String> keys) {
    Map<String, Long> all = new HashMap<>();
    keys.forEach(key -> all.put(key, load(key)));
    return all;
  }
}
