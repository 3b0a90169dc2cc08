// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.NumberTable;
import io.github.lungo.examples.demo.table.TableLoader;
import io.github.lungo.examples.demo.table.TableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The node of this process, with two caches: the table's rows, and numbers. Confined to one thread. */
public final class CacheNode implements Node {
  private static final int CLIENTS = 4;

  private final NodeCaches caches;
  private final GatedLoader loader;
  private final Cache<Integer, CharacterRow> characters;
  private final Cache<String, Long> numbers;
  private @Nullable Crowd crowd;

  /** Creates the node in front of the table and of the numbers beside it. */
  public CacheNode(NodeCaches caches, CharacterTable table) {
    this.caches = caches;
    this.loader = new GatedLoader(new TableLoader(table));
    this.characters = caches.characters(loader, new TableWriter(table));
    this.numbers = caches.numbers(NumberTable.beside(table));
  }

  @Override
  public String name(int code) {
    CharacterRow row = characters.get(code);
    return row == null ? "null" : row.name();
  }

  @Override
  public List<String> names(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(this::name).toList();
  }

  @Override
  public void rename(int code, String name) {
    characters.put(code, characters.get(code).named(name));
  }

  @Override
  public void hold() {
    loader.hold();
  }

  @Override
  public void release() {
    loader.release();
  }

  @Override
  public void gather(int code, int threads) {
    Crowd gathering = new Crowd(threads, () -> name(code));
    crowd = gathering;
    gathering.gather();
  }

  @Override
  public String outcomes() {
    return Objects.requireNonNull(crowd, "nobody was gathered").outcomes();
  }

  @Override
  public long count(List<String> counters, int threads, int times) {
    List<Integer> failures = Clients.run(threads, client -> count(counters, times));
    return failures.stream().mapToLong(Integer::longValue).sum();
  }

  private int count(List<String> counters, int times) {
    int failures = 0;
    for (int round = 0; round < times; round++) {
      for (String counter : counters) {
        try {
          numbers.invoke(counter, new Increment());
        } catch (CacheException e) {
          failures++;
        }
      }
    }
    return failures;
  }

  @Override
  public List<String> write(List<String> keys, long number) {
    return Clients.run(CLIENTS, client -> write(keys, number, client)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<String> write(List<String> keys, long number, int client) {
    List<String> written = new ArrayList<>();
    for (int i = client; i < keys.size(); i += CLIENTS) {
      try {
        numbers.put(keys.get(i), number);
        written.add(keys.get(i));
      } catch (CacheException e) {
        System.err.println("put of " + keys.get(i) + " failed: " + e);
      }
    }
    return written;
  }

  @Override
  public List<Long> numbers(List<String> keys) {
    return Clients.run(CLIENTS, client -> numbers(keys, client)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Long> numbers(List<String> keys, int client) {
    int from = keys.size() * client / CLIENTS;
    int to = keys.size() * (client + 1) / CLIENTS;
    return keys.subList(from, to).stream()
        .map(key -> Objects.requireNonNullElse(numbers.get(key), NONE))
        .toList();
  }

  @Override
  public long rowsHeld() {
    return caches.rowsHeld();
  }

  @Override
  public void leave() {
    caches.close();
  }
}
