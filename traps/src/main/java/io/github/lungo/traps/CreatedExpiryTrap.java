// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 6, title = "an update without an expiry of its own keeps the deadline of the creation")
final class CreatedExpiryTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void updatedEntry_expires() {
    Sibling.each(updatesAndLoads(), update -> {
      Cache<String, String> cache = caches
          .with()
          .bulkLoader(new Source(key -> "new"))
          .expiry(created(200))
          .create();
      cache.put("k", "old");

      update.on(cache);

      Await.until("the updated entry expires", () -> !cache.containsKey("k"));
    });
  }

  /** Those that cannot create an entry anew are repeated until there is none. */
  @Test
  void updates_doNotProlong() {
    List<Sibling> repeatable = List.of(
        new Sibling("replace", cache -> cache.replace("k", "new")),
        new Sibling("getAndReplace", cache -> cache.getAndReplace("k", "new") != null),
        new Sibling(
            "invoke",
            cache -> cache.invoke("k", (entry, arguments) -> {
              boolean present = entry.exists();
              if (present) {
                entry.setValue("new");
              }
              return present;
            })));

    Sibling.each(repeatable, update -> {
      Cache<String, String> cache = caches.with().expiry(created(50)).create();
      cache.put("k", "old");

      Await.until("the entry expires though it is updated", () -> isFalse(update, cache));
    });
  }

  @Test
  void updatedEntry_ofLongLife_staysAndIsUpdated() {
    Sibling.each(updatesAndLoads(), update -> {
      Cache<String, String> cache = caches
          .with()
          .bulkLoader(new Source(key -> "new"))
          .expiry(created(3_600_000))
          .create();
      cache.put("k", "old");

      update.on(cache);

      assertEquals("new", cache.get("k"));
    });
  }

  private static Lifetimes created(int milliseconds) {
    return new Lifetimes().creation(() -> new Duration(TimeUnit.MILLISECONDS, milliseconds));
  }

  private static List<Sibling> updatesAndLoads() {
    List<Sibling> siblings = new ArrayList<>(Sibling.updates());
    siblings.add(new Sibling("loadAll", cache -> {
      Completion done = new Completion();
      cache.loadAll(Bulk.keys("k"), true, done);
      return Await.result(done);
    }));
    return siblings;
  }

  private static boolean isFalse(Sibling update, Cache<String, String> cache) {
    try {
      return update.on(cache).equals(false);
    } catch (Exception e) {
      throw new AssertionError(update.name() + " failed", e);
    }
  }
}
