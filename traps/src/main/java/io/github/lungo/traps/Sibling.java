// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;

/** One of the methods that do the same to the entry of key {@code k}: what holds for one must hold for all. */
record Sibling(String name, Call call) {
  /** A call of a cache of strings. */
  interface Call {
    Object on(Cache<String, String> cache) throws Exception;
  }

  /** What is claimed of each sibling. */
  interface Claim {
    void check(Sibling sibling) throws Exception;
  }

  Object on(Cache<String, String> cache) throws Exception {
    return call.on(cache);
  }

  /** Checks all of them, and fails with the names of those that fail. */
  static void each(List<Sibling> siblings, Claim claim) {
    List<String> failed = new ArrayList<>();
    Throwable first = null;
    for (Sibling sibling : siblings) {
      try {
        claim.check(sibling);
      } catch (Hang e) {
        throw e;
      } catch (Exception | AssertionError e) {
        failed.add(sibling.name());
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw new AssertionError(String.join(", ", failed) + ": " + first, first);
    }
  }

  /** Set {@code k} to {@code new} where it is absent. */
  static List<Sibling> creations() {
    List<Sibling> siblings = new ArrayList<>(writes());
    siblings.add(new Sibling("putIfAbsent", cache -> cache.putIfAbsent("k", "new")));
    return siblings;
  }

  /** Set {@code k} to {@code new} where it is {@code old}. */
  static List<Sibling> updates() {
    List<Sibling> siblings = new ArrayList<>(writes());
    siblings.add(new Sibling("replace", cache -> cache.replace("k", "new")));
    siblings.add(new Sibling("replace-if", cache -> cache.replace("k", "old", "new")));
    siblings.add(new Sibling("getAndReplace", cache -> cache.getAndReplace("k", "new")));
    return siblings;
  }

  private static List<Sibling> writes() {
    return List.of(
        new Sibling("put", cache -> {
          cache.put("k", "new");
          return null;
        }),
        new Sibling("putAll", cache -> {
          cache.putAll(Bulk.entries("new", "k"));
          return null;
        }),
        new Sibling("getAndPut", cache -> cache.getAndPut("k", "new")),
        new Sibling(
            "invoke",
            cache -> cache.invoke("k", (entry, arguments) -> {
              entry.setValue("new");
              return null;
            })),
        new Sibling(
            "invokeAll",
            cache -> cache.invokeAll(Bulk.keys("k"), (entry, arguments) -> {
              entry.setValue("new");
              return null;
            })));
  }

  /** Remove {@code k} where it is {@code old}. */
  static List<Sibling> removals() {
    return List.of(
        new Sibling("remove", cache -> cache.remove("k")),
        new Sibling("remove-if", cache -> cache.remove("k", "old")),
        new Sibling("getAndRemove", cache -> cache.getAndRemove("k")),
        new Sibling("removeAll-keys", cache -> {
          cache.removeAll(Bulk.keys("k"));
          return null;
        }),
        new Sibling("removeAll", cache -> {
          cache.removeAll();
          return null;
        }),
        new Sibling(
            "invoke",
            cache -> cache.invoke("k", (entry, arguments) -> {
              entry.remove();
              return null;
            })),
        new Sibling("iterator", cache -> {
          var entries = cache.iterator();
          entries.next();
          entries.remove();
          return null;
        }));
  }

  /** Read {@code k}, and return what it is. */
  static List<Sibling> reads() {
    return List.of(
        new Sibling("get", cache -> cache.get("k")),
        new Sibling("getAll", cache -> cache.getAll(Bulk.keys("k")).get("k")),
        new Sibling("invoke", cache -> cache.invoke("k", (entry, arguments) -> entry.getValue())),
        new Sibling("iterator", cache -> {
          var entries = cache.iterator();
          return entries.hasNext() ? entries.next().getValue() : null;
        }));
  }
}
