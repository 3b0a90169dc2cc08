// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.NodeCaches;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.NumberTable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/**
 * Caches that are broken: no other node sees what they keep, each thread loads for itself, and nothing is written through. Or,
 * as near copies, all is, but others keep what they had.
 */
final class LoneCaches implements NodeCaches {
  private final Map<Object, Object> rows = new ConcurrentHashMap<>();
  private final Map<Object, Long> sums = new ConcurrentHashMap<>();
  private final boolean areNearCopies;
  private volatile boolean isClosed;

  LoneCaches(boolean areNearCopies) {
    this.areNearCopies = areNearCopies;
  }

  @Override
  public Cache<Integer, CharacterRow> characters(
      CacheLoader<Integer, CharacterRow> loader, CacheWriter<Integer, CharacterRow> writer) {
    return cache((proxy, method, arguments) -> switch (method.getName()) {
      case "get" -> row(loader, (Integer) arguments[0]);
      case "put" -> {
        if (areNearCopies) {
          writer.write(new Put<>((Integer) arguments[0], (CharacterRow) arguments[1]));
        }
        yield rows.put(arguments[0], arguments[1]);
      }
      default -> throw new UnsupportedOperationException(method.getName());
    });
  }

  private Object row(CacheLoader<Integer, CharacterRow> loader, Integer code) {
    Object kept = rows.get(code);
    Object row = kept == null ? loader.load(code) : kept;
    if (row != null) {
      rows.put(code, row);
    }
    return row;
  }

  @Override
  public Cache<String, Long> numbers(NumberTable table) {
    return cache((proxy, method, arguments) -> {
      if (isClosed) {
        throw new NodeLostException("the node has ended");
      }
      return switch (method.getName()) {
        case "get" ->
          areNearCopies
              ? sums.computeIfAbsent(arguments[0], name -> table.load((String) name))
              : sums.get(arguments[0]);
        case "put" -> {
          if (areNearCopies) {
            table.write(new Put<>((String) arguments[0], (Long) arguments[1]));
          }
          yield sums.put(arguments[0], (Long) arguments[1]);
        }
        case "invoke" -> sums.merge(arguments[0], 1L, Long::sum);
        default -> throw new UnsupportedOperationException(method.getName());
      };
    });
  }

  private record Put<K, V>(K key, V value) implements Cache.Entry<K, V> {
    @Override
    public K getKey() {
      return key;
    }

    @Override
    public V getValue() {
      return value;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return type.cast(this);
    }
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Cache<K, V> cache(InvocationHandler methods) {
    return (Cache<K, V>) Proxy.newProxyInstance(
        LoneCaches.class.getClassLoader(), new Class<?>[] {Cache.class}, methods);
  }

  @Override
  public long rowsHeld() {
    return rows.size();
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
