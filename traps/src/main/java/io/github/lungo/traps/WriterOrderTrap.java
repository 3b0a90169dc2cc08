// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 20, title = "the writer comes before the change: what it refuses does not happen")
final class WriterOrderTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void refusedCreation_isNone() {
    Sibling.each(throwing(Sibling.creations()), write -> {
      Events events = new Events();
      Cache<String, String> cache = caches
          .with()
          .listener(events)
          .writer(new Target().refuse(key -> true))
          .create();

      assertThrows(CacheException.class, () -> write.on(cache));

      assertFalse(cache.containsKey("k"));
      assertEquals(List.of(), events.texts());
    });
  }

  @Test
  void refusedUpdate_isNone() {
    Sibling.each(throwing(Sibling.updates()), this::expectRefused);
  }

  @Test
  void refusedRemoval_isNone() {
    Sibling.each(throwing(Sibling.removals()), this::expectRefused);
  }

  @Test
  void refusal_isCacheWriterException() {
    List<Sibling> direct = Sibling.updates().stream()
        .filter(update -> !update.name().startsWith("invoke"))
        .toList();

    Sibling.each(direct, update -> {
      Target target = new Target();
      Cache<String, String> cache = caches.with().writer(target).create();
      cache.put("k", "old");
      target.refuse(key -> true);

      CacheWriterException thrown =
          assertThrows(CacheWriterException.class, () -> update.on(cache));
      if (!update.name().equals("putAll")) { // which may have several causes
        Causes.expect(IllegalStateException.class, thrown);
      }
    });
  }

  @Test
  void absentKey_isDeletedFromTheTarget() {
    List<Sibling> deletes = List.of(
        new Sibling("remove", cache -> cache.remove("k")),
        new Sibling("getAndRemove", cache -> cache.getAndRemove("k")));

    Sibling.each(deletes, removal -> {
      Target target = new Target();
      Cache<String, String> cache = caches.with().writer(target).create();

      removal.on(cache);

      assertEquals(List.of("delete k"), target.calls());
    });
  }

  @Test
  void unmetCondition_writesNothing() {
    List<Sibling> unmet = List.of(
        new Sibling("putIfAbsent", cache -> cache.putIfAbsent("k", "new")),
        new Sibling("replace", cache -> cache.replace("other", "new")),
        new Sibling("replace-if", cache -> cache.replace("k", "other", "new")),
        new Sibling("getAndReplace", cache -> cache.getAndReplace("other", "new")),
        new Sibling("remove-if", cache -> cache.remove("k", "other")));

    Sibling.each(unmet, call -> {
      Target target = new Target();
      Cache<String, String> cache = caches.with().writer(target).create();
      cache.put("k", "old");
      target.forget();

      call.on(cache);

      assertEquals(List.of(), target.calls());
    });
  }

  @Test
  void metCondition_writesOnce() {
    Sibling.each(Sibling.updates(), update -> {
      Target target = new Target();
      Cache<String, String> cache = caches.with().writer(target).create();
      cache.put("k", "old");
      target.forget();

      update.on(cache);

      assertEquals(List.of("write k=new"), target.calls());
    });
  }

  /** Leaves out the one that keeps exceptions in its results. */
  private static List<Sibling> throwing(List<Sibling> siblings) {
    return siblings.stream()
        .filter(sibling -> !sibling.name().equals("invokeAll"))
        .toList();
  }

  private void expectRefused(Sibling change) {
    Events events = new Events();
    Target target = new Target();
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    cache.put("k", "old");
    events.forget();
    target.refuse(key -> true);

    assertThrows(CacheException.class, () -> change.on(cache));

    assertEquals("old", cache.get("k"));
    assertEquals(List.of(), events.texts());
  }
}
