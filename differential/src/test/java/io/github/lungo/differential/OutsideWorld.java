// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/** The loader and the writer of one cache. Keeps what it was asked; fails where the script says so. Thread-safe. */
final class OutsideWorld implements CacheLoader<Box, Box>, CacheWriter<Box, Box> {
  private final Script script;
  private final List<String> loads = new ArrayList<>();
  private final List<String> writes = new ArrayList<>();

  OutsideWorld(Script script) {
    this.script = script;
  }

  /** Returns the keys asked for since the last call; how many calls it took is the provider's choice. */
  synchronized List<String> takeLoads() {
    return take(loads);
  }

  /** Returns the calls of the writer since the last call, one line for each key. */
  synchronized List<String> takeWrites() {
    return take(writes);
  }

  private static List<String> take(List<String> lines) {
    List<String> taken = lines.stream().sorted().toList();
    lines.clear();
    return taken;
  }

  @Override
  public synchronized Box load(Box key) {
    loads.add("load " + key);
    if (script.faults.loads().contains(key.number())) {
      throw Scripted.or(script.throwsSpecified, () -> new CacheLoaderException("scripted"));
    }
    return script.faults.absent().contains(key.number())
        ? null
        : new Box(script.loadedValue(key.number()));
  }

  /** Asks for all keys, also if one fails, so that their order makes no difference. */
  @Override
  public synchronized Map<Box, Box> loadAll(Iterable<? extends Box> keys) {
    Map<Box, Box> loaded = new HashMap<>();
    RuntimeException first = null;
    for (Box key : keys) {
      try {
        loaded.put(key, load(key));
      } catch (RuntimeException failure) {
        first = failure;
      }
    }
    if (first != null) {
      throw first;
    }
    return loaded;
  }

  @Override
  public synchronized void write(Cache.Entry<? extends Box, ? extends Box> entry) {
    writes.add("write " + entry.getKey() + "=" + entry.getValue());
    failFor(entry.getKey());
  }

  @Override
  public synchronized void delete(Object key) {
    writes.add("delete " + key);
    failFor((Box) key);
  }

  /** Writes all that it can before it fails, so that their order makes no difference. */
  @Override
  public synchronized void writeAll(Collection<Cache.Entry<? extends Box, ? extends Box>> entries) {
    entries.forEach(entry -> writes.add("writeAll " + entry.getKey() + "=" + entry.getValue()));
    entries.removeIf(entry -> !fails(entry.getKey()));
    if (!entries.isEmpty()) {
      throw failure();
    }
  }

  @Override
  public synchronized void deleteAll(Collection<?> keys) {
    keys.forEach(key -> writes.add("deleteAll " + key));
    keys.removeIf(key -> !fails((Box) key));
    if (!keys.isEmpty()) {
      throw failure();
    }
  }

  private void failFor(Box key) {
    if (fails(key)) {
      throw failure();
    }
  }

  private boolean fails(Box key) {
    return script.faults.writes().contains(key.number());
  }

  private RuntimeException failure() {
    return Scripted.or(script.throwsSpecified, () -> new CacheWriterException("scripted"));
  }
}
