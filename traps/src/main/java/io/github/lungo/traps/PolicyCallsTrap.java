// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 7, title = "the expiry policy is asked as the specification's table says")
final class PolicyCallsTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Lifetimes lifetimes = new Lifetimes();

  @Test
  void askingForPresence_andRemovals_areNothing() {
    List<Sibling> silent = new ArrayList<>(List.of(
        new Sibling("containsKey", cache -> cache.containsKey("k")),
        new Sibling("remove", cache -> cache.remove("k")),
        new Sibling("getAndRemove", cache -> cache.getAndRemove("k")),
        new Sibling("putIfAbsent", cache -> cache.putIfAbsent("k", "new")),
        new Sibling("remove-absent", cache -> cache.remove("other")),
        new Sibling("replace-absent", cache -> cache.replace("other", "new")),
        new Sibling("removeAll", cache -> {
          cache.removeAll();
          return null;
        }),
        new Sibling("clear", cache -> {
          cache.clear();
          return null;
        })));

    Sibling.each(silent, call -> assertEquals(Set.of(), asked(call)));
  }

  @Test
  void reads_areAccess() {
    Sibling.each(Sibling.reads(), call -> assertEquals(Set.of("access"), asked(call)));
  }

  @Test
  void failedComparisons_areAccess() {
    List<Sibling> failing = List.of(
        new Sibling("replace-if", cache -> cache.replace("k", "other", "new")),
        new Sibling("remove-if", cache -> cache.remove("k", "other")));

    Sibling.each(failing, call -> assertEquals(Set.of("access"), asked(call)));
  }

  @Test
  void updates_areUpdate() {
    Sibling.each(Sibling.updates(), call -> assertEquals(Set.of("update"), asked(call)));
  }

  @Test
  void creations_areCreation() {
    Sibling.each(Sibling.creations(), write -> {
      Lifetimes own = new Lifetimes();
      Cache<String, String> cache = caches.with().expiry(own).create();

      write.on(cache);

      assertEquals(Set.of("creation"), new HashSet<>(own.asked()));
    });
  }

  @Test
  void next_isAccessOfWhatItReturns() {
    Cache<String, String> cache = caches.with().expiry(lifetimes).create();
    for (int i = 0; i < 5; i++) {
      cache.put("k" + i, "v");
    }
    lifetimes.forget();

    var entries = cache.iterator();
    assertTrue(entries.hasNext());
    assertEquals(List.of(), lifetimes.asked());
    entries.next();
    assertEquals(List.of("access"), lifetimes.asked());
  }

  @Test
  @Choice
  void eachCall_asksOnce() {
    List<Sibling> calls = new ArrayList<>(Sibling.updates());
    calls.addAll(Sibling.reads());

    Sibling.each(calls, call -> {
      Lifetimes own = new Lifetimes();
      Cache<String, String> cache = caches.with().expiry(own).create();
      cache.put("k", "old");
      own.forget();

      call.on(cache);

      assertEquals(1, own.asked().size());
    });
  }

  private Set<String> asked(Sibling call) throws Exception {
    Lifetimes own = new Lifetimes();
    Cache<String, String> cache = caches.with().expiry(own).create();
    cache.put("k", "old");
    assertFalse(own.asked().isEmpty(), "the policy is asked at all");
    own.forget();
    call.on(cache);
    return new HashSet<>(own.asked());
  }
}
