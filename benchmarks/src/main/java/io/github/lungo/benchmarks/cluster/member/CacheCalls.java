// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import io.github.lungo.benchmarks.cluster.product.SetValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import javax.cache.Cache;

/** The calls of all cases on a cache that has been filled. Confined to one thread; the calls are thread-safe. */
final class CacheCalls {
  private static final long SEED = 20_240_229;
  private static final int FEW = 1_000;

  /** The few are at most one of so many entries, so that all near copies of them have room. */
  private static final int FEW_OF = 20;

  private static final int VALUES = 1_024;

  private final Cache<String, String> cache;
  private final String[] all;
  private final String[] here;
  private final String[] hot;
  private final String[] remote;
  private final String[] values = new String[VALUES];

  /**
   * Makes them.
   *
   * @param isHere whether this member reads a key alone, asked now
   */
  CacheCalls(Cache<String, String> cache, int entries, Predicate<String> isHere) {
    this.cache = cache;
    List<String> shuffled = new ArrayList<>();
    for (int number = 0; number < entries; number++) {
      shuffled.add(Entries.key(number));
    }
    Collections.shuffle(shuffled, new Random(SEED));
    var near = new ArrayList<String>();
    var far = new ArrayList<String>();
    shuffled.forEach(key -> (isHere.test(key) ? near : far).add(key));
    int few = Math.min(FEW, entries / FEW_OF);
    all = shuffled.toArray(String[]::new);
    here = near.stream().limit(few).toArray(String[]::new);
    hot = far.stream().limit(few).toArray(String[]::new);
    remote = far.stream().skip(few).toArray(String[]::new);
    for (int i = 0; i < VALUES; i++) {
      values[i] = Entries.value(1_000_000_000L + i);
    }
  }

  Calls of(LoadCase of) {
    return switch (of) {
      case GET_LOCAL -> repeatedGets(here);
      case GET_HOT -> repeatedGets(hot);
      case GET_REMOTE -> gets(remote);
      case GET_UNIFORM -> gets(all);
      case PUT -> new Calls(all.length, place -> cache.put(all[place], value(place)));
      case INVOKE -> invokes();
      case GET_ALL -> getAlls();
      case PUT_ALL -> putAlls();
      case ROUND_TRIP, TO_ONE, TO_BOTH ->
        throw new IllegalArgumentException(of.id() + " is no case of caches");
    };
  }

  private String value(int place) {
    return values[place % VALUES];
  }

  /** Reads each once, so that who keeps copies of what it has read has them. */
  private Calls repeatedGets(String[] keys) {
    for (String key : keys) {
      cache.get(key);
    }
    return gets(keys);
  }

  private Calls gets(String[] keys) {
    if (keys.length == 0) {
      throw new IllegalStateException("there is no such key");
    }
    return new Calls(keys.length, place -> {
      if (cache.get(keys[place]) == null) {
        throw new IllegalStateException("a get of " + keys[place] + " found nothing");
      }
    });
  }

  private Calls invokes() {
    var processor = new SetValue();
    return new Calls(all.length, place -> {
      Integer length = cache.invoke(all[place], processor, value(place));
      if (length != Entries.BYTES) {
        throw new IllegalStateException("the old value had " + length + " characters");
      }
    });
  }

  private Calls getAlls() {
    List<Set<String>> batches = new ArrayList<>();
    for (int start = 0; start + LoadCase.BATCH <= all.length; start += LoadCase.BATCH) {
      batches.add(new LinkedHashSet<>(Arrays.asList(all).subList(start, start + LoadCase.BATCH)));
    }
    return new Calls(batches.size(), place -> {
      Map<String, String> found = cache.getAll(batches.get(place));
      if (found.size() != LoadCase.BATCH) {
        throw new IllegalStateException("getAll found only " + found.size());
      }
    });
  }

  private Calls putAlls() {
    List<Map<String, String>> batches = new ArrayList<>();
    for (int start = 0; start + LoadCase.BATCH <= all.length; start += LoadCase.BATCH) {
      var batch = new LinkedHashMap<String, String>();
      for (int place = start; place < start + LoadCase.BATCH; place++) {
        batch.put(all[place], value(place));
      }
      batches.add(batch);
    }
    return new Calls(batches.size(), place -> cache.putAll(batches.get(place)));
  }
}
