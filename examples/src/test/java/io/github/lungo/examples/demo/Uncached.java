// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import io.github.lungo.examples.demo.scenario.DemoCaches;
import io.github.lungo.examples.demo.table.CharacterRow;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;

/** Caches that are broken: they keep nothing and load each time. */
final class Uncached implements DemoCaches {

  @Override
  public String providerName() {
    return "uncached";
  }

  @Override
  public Cache<Integer, CharacterRow> bounded(
      String name, CacheLoader<Integer, CharacterRow> loader, long bound) {
    return readThrough(name, loader);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Cache<Integer, CharacterRow> readThrough(
      String name, CacheLoader<Integer, CharacterRow> loader) {
    return (Cache<Integer, CharacterRow>) Proxy.newProxyInstance(
        Uncached.class.getClassLoader(),
        new Class<?>[] {Cache.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "get" -> load(loader, (Integer) arguments[0]);
          case "iterator" -> Collections.emptyIterator();
          case "remove" -> false;
          default -> null;
        });
  }

  private static CharacterRow load(CacheLoader<Integer, CharacterRow> loader, Integer code) {
    try {
      return loader.load(code);
    } catch (RuntimeException e) {
      throw new CacheLoaderException(e);
    }
  }

  @Override
  public Cache<Integer, CharacterRow> expiring(
      String name, CacheLoader<Integer, CharacterRow> loader, Duration timeToLive) {
    return readThrough(name, loader);
  }

  @Override
  public Cache<Integer, CharacterRow> writeThrough(
      String name,
      CacheLoader<Integer, CharacterRow> loader,
      CacheWriter<Integer, CharacterRow> writer) {
    return readThrough(name, loader);
  }

  @Override
  public void close() {}
}
