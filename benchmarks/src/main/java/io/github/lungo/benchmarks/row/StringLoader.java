// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import javax.cache.integration.CacheLoader;

/** A loader that costs next to nothing: it has one value for all keys. */
public final class StringLoader implements CacheLoader<Integer, Object>, Serializable {
  private static final long serialVersionUID = 1L;

  /** What every key has. */
  static final String VALUE = "loaded";

  @Override
  public Object load(Integer key) {
    return VALUE;
  }

  @Override
  public Map<Integer, Object> loadAll(Iterable<? extends Integer> keys) {
    var loaded = new HashMap<Integer, Object>();
    keys.forEach(key -> loaded.put(key, VALUE));
    return loaded;
  }
}
