// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.testing.ScriptedPolicy;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random calls of one thread on a real cache that stores by value, and on a model of it that knows only a map: results,
 * contents and statistics must agree. The policy answers null, zero and eternal, so that no clock is needed.
 */
@Timeout(60)
final class RandomModelTest {
  private static final int SEQUENCES = 2_000;
  private static final int CALLS = 60;

  @Test
  void calls_anySequence_agreeWithTheModel() throws Exception {
    long seed = Long.getLong("schedules.seed", System.nanoTime());
    System.out.println("RandomModelTest seed " + seed);
    try (LungoCachingProvider provider = new LungoCachingProvider();
        CacheManager manager =
            provider.getCacheManager(URI.create("lungo:model"), getClass().getClassLoader())) {
      for (int i = 0; i < SEQUENCES; i++) {
        new Sequence(seed + i, manager).run();
      }
    }
  }

  /** What the cache should be. */
  private static final class Model {
    final Map<String, List<Integer>> entries = new TreeMap<>();
    Duration creation = Duration.ETERNAL;
    Duration update;
    Duration access;
    long hits;
    long misses;
    long puts;
    long removals;

    /** Writes, and returns whether the value was stored. */
    boolean write(String key, List<Integer> value) {
      boolean wasThere = entries.containsKey(key);
      Duration life = wasThere ? update : creation;
      boolean dies = life != null && life.isZero();
      if (dies) {
        entries.remove(key);
      } else {
        entries.put(key, value);
      }
      if (wasThere || !dies) {
        puts++;
        return true;
      }
      return false;
    }

    List<Integer> look(String key) {
      List<Integer> value = entries.get(key);
      if (value == null) {
        misses++;
      } else {
        hits++;
      }
      return value;
    }

    void accessed(String key) {
      if (access != null && access.isZero()) {
        entries.remove(key);
      }
    }

    List<Integer> get(String key) {
      List<Integer> value = look(key);
      if (value != null) {
        accessed(key);
      }
      return value;
    }

    boolean remove(String key) {
      if (entries.remove(key) == null) {
        return false;
      }
      removals++;
      return true;
    }
  }

  /** One sequence of calls. */
  private static final class Sequence {
    private final Model model = new Model();
    private final List<String> log = new ArrayList<>();
    private final Random random;
    private final long seed;
    private final String name;
    private final CacheManager manager;
    private final Cache<String, List<Integer>> cache;
    private boolean fails;

    Sequence(long seed, CacheManager manager) {
      this.seed = seed;
      this.random = new Random(seed);
      this.manager = manager;
      this.name = "model" + seed;
      ScriptedPolicy policy = new ScriptedPolicy()
          .creation(answer(() -> model.creation))
          .update(answer(() -> model.update))
          .access(answer(() -> model.access));
      this.cache = manager.createCache(
          name,
          new MutableConfiguration<String, List<Integer>>()
              .setStatisticsEnabled(true)
              .setExpiryPolicyFactory(() -> policy));
    }

    /** No answer and a failure are the same to the entry. */
    private Supplier<Duration> answer(Supplier<Duration> duration) {
      return () -> {
        if (duration.get() == null && fails) {
          throw new IllegalStateException("scripted");
        }
        return duration.get();
      };
    }

    void run() throws Exception {
      for (int i = 0; i < CALLS; i++) {
        call(random.nextInt(20));
        assertThat(contents()).as(() -> report()).isEqualTo(model.entries.toString());
      }
      assertThat(statistics())
          .as(() -> report())
          .containsExactly(model.hits, model.misses, model.puts, model.removals);
      manager.destroyCache(name);
    }

    private String report() {
      return "seed " + seed + ": " + log;
    }

    /** Looks without touching. */
    private String contents() {
      Map<String, List<Integer>> found = new TreeMap<>();
      Duration access = model.access;
      model.access = null;
      for (Cache.Entry<String, List<Integer>> entry : cache) {
        model.hits++;
        assertThat(cache.containsKey(entry.getKey())).isTrue();
        found.put(entry.getKey(), List.copyOf(entry.getValue()));
        entry.getValue().add(-1);
      }
      model.access = access;
      return found.toString();
    }

    private List<Long> statistics() throws Exception {
      ObjectName bean = ManagementFactory.getPlatformMBeanServer()
          .queryNames(new ObjectName("javax.cache:type=CacheStatistics,Cache=" + name + ",*"), null)
          .iterator()
          .next();
      List<Long> figures = new ArrayList<>();
      for (String figure : List.of("CacheHits", "CacheMisses", "CachePuts", "CacheRemovals")) {
        figures.add((Long) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, figure));
      }
      return figures;
    }

    private String key() {
      return "k" + random.nextInt(4);
    }

    private List<Integer> value() {
      return new ArrayList<>(List.of(random.nextInt(3)));
    }

    private Duration life() {
      return random.nextInt(5) == 0
          ? Duration.ZERO
          : random.nextBoolean() ? null : Duration.ETERNAL;
    }

    private Set<String> keys() {
      Set<String> keys = new HashSet<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        keys.add(key());
      }
      return keys;
    }

    private void agree(String call, Object actual, Object expected) {
      log.add(call + " -> " + actual);
      assertThat(actual).as(() -> report()).isEqualTo(expected);
    }

    private void call(int which) {
      String key = key();
      List<Integer> value = value();
      List<Integer> other = value();
      switch (which) {
        case 0 -> {
          cache.put(key, value);
          model.write(key, List.copyOf(value));
          value.add(9);
          log.add("put " + key + value);
        }
        case 1 -> {
          List<Integer> before = model.look(key);
          model.write(key, value);
          agree("getAndPut " + key + value, cache.getAndPut(key, value), before);
        }
        case 2 -> {
          boolean stored = model.look(key) == null && model.write(key, value);
          agree("putIfAbsent " + key + value, cache.putIfAbsent(key, value), stored);
        }
        case 3 -> agree("get " + key, cache.get(key), model.get(key));
        case 4 ->
          agree("containsKey " + key, cache.containsKey(key), model.entries.containsKey(key));
        case 5 -> {
          boolean there = model.look(key) != null;
          if (there) {
            model.write(key, value);
          }
          agree("replace " + key + value, cache.replace(key, value), there);
        }
        case 6 -> {
          List<Integer> before = model.look(key);
          boolean matches = value.equals(before);
          if (matches) {
            model.write(key, other);
          } else if (before != null) {
            model.accessed(key);
          }
          agree("replace " + key + value + other, cache.replace(key, value, other), matches);
        }
        case 7 -> {
          List<Integer> before = model.look(key);
          if (before != null) {
            model.write(key, value);
          }
          agree("getAndReplace " + key + value, cache.getAndReplace(key, value), before);
        }
        case 8 -> agree("remove " + key, cache.remove(key), model.remove(key));
        case 9 -> {
          List<Integer> before = model.look(key);
          boolean matches = value.equals(before);
          if (matches) {
            model.remove(key);
          } else if (before != null) {
            model.accessed(key);
          }
          agree("remove " + key + value, cache.remove(key, value), matches);
        }
        case 10 -> {
          List<Integer> before = model.look(key);
          model.remove(key);
          agree("getAndRemove " + key, cache.getAndRemove(key), before);
        }
        case 11 -> {
          Set<String> keys = keys();
          Map<String, List<Integer>> expected = new HashMap<>();
          for (String each : keys) {
            List<Integer> found = model.get(each);
            if (found != null) {
              expected.put(each, found);
            }
          }
          agree("getAll " + keys, cache.getAll(keys), expected);
        }
        case 12 -> {
          Map<String, List<Integer>> map = new HashMap<>();
          keys().forEach(each -> map.put(each, value()));
          cache.putAll(map);
          map.forEach(model::write);
          log.add("putAll " + map);
        }
        case 13 -> {
          Set<String> keys = keys();
          cache.removeAll(keys);
          keys.forEach(model::remove);
          log.add("removeAll " + keys);
        }
        case 14 -> everything();
        case 15, 16 -> invoke(key);
        case 17 -> iterate();
        default -> {
          model.creation = random.nextBoolean() ? Duration.ETERNAL : life();
          model.update = life();
          model.access = life();
          fails = random.nextBoolean();
          log.add("policy " + Arrays.asList(model.creation, model.update, model.access, fails));
        }
      }
    }

    private void everything() {
      if (random.nextBoolean()) {
        cache.clear();
        log.add("clear");
      } else {
        cache.removeAll();
        model.removals += model.entries.size();
        log.add("removeAll");
      }
      model.entries.clear();
    }

    private void iterate() {
      log.add("iterate");
      Iterator<Cache.Entry<String, List<Integer>>> entries = cache.iterator();
      while (entries.hasNext()) {
        Cache.Entry<String, List<Integer>> entry = entries.next();
        assertThat(entry.getValue()).as(() -> report()).isEqualTo(model.get(entry.getKey()));
        if (random.nextBoolean()) {
          entries.remove();
          model.remove(entry.getKey());
        }
      }
    }

    /** The net effect of what a processor does, in the words of the specification. */
    private void invoke(String key) {
      int steps = random.nextInt(4);
      List<Integer> chosen = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        chosen.add(random.nextInt(4));
      }
      boolean throwing = random.nextInt(6) == 0;
      List<Integer> value = value();
      List<Object> expected = new ArrayList<>();
      List<Integer> before = model.entries.get(key);
      List<Integer> now = before;
      boolean isRead = false;
      boolean isSet = false;
      for (int step : chosen) {
        if (step == 0) {
          expected.add(now != null);
        } else if (step == 1) {
          expected.add(now);
          isRead |= now != null && !isSet;
        } else {
          now = step == 2 ? value : null;
          isSet = true;
        }
      }
      log.add("invoke " + key + chosen + value + throwing);
      List<Object> actual = play(key, chosen, value, throwing);
      assertThat(actual).as(() -> report()).isEqualTo(throwing ? null : expected);
      if (throwing) {
        return;
      }
      model.look(key);
      if (now != null && isSet) {
        model.write(key, now);
      } else if (now == null && before != null) {
        model.remove(key);
      } else if (isRead && !isSet) {
        model.accessed(key);
      }
    }

    private List<Object> play(
        String key, List<Integer> steps, List<Integer> value, boolean throwing) {
      try {
        return cache.invoke(key, (entry, arguments) -> {
          List<Object> seen = new ArrayList<>();
          for (int step : steps) {
            switch (step) {
              case 0 -> seen.add(entry.exists());
              case 1 -> seen.add(entry.getValue());
              case 2 -> entry.setValue(value);
              default -> entry.remove();
            }
          }
          if (throwing) {
            throw new IllegalStateException("scripted");
          }
          return seen;
        });
      } catch (javax.cache.processor.EntryProcessorException e) {
        return null;
      }
    }
  }
}
