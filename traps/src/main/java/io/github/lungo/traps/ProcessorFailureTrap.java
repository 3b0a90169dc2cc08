// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 9,
    title = "a failed entry processor changes nothing, and its exception comes wrapped once")
final class ProcessorFailureTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void exception_isWrapped() {
    Cache<String, String> cache = caches.with().create();

    EntryProcessorException thrown = assertThrows(
        EntryProcessorException.class,
        () -> cache.invoke("k", failing(new IllegalArgumentException("no"))));

    Causes.expect(IllegalArgumentException.class, thrown);
  }

  @Test
  void failure_changesNothing() {
    Events events = new Events();
    Target target = new Target();
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    cache.put("k", "old");
    events.forget();
    target.forget();

    assertThrows(
        EntryProcessorException.class,
        () -> cache.invoke("k", failing(new IllegalStateException("no"))));

    assertEquals("old", cache.get("k"));
    assertEquals(List.of(), events.texts());
    assertEquals(List.of(), target.calls());
  }

  @Test
  void failure_onAbsentKey_createsNothing() {
    Cache<String, String> cache = caches.with().create();

    assertThrows(
        EntryProcessorException.class,
        () -> cache.invoke("k", failing(new IllegalStateException("no"))));

    assertFalse(cache.containsKey("k"));
  }

  @Test
  void invokeAll_failureComesWithItsResult_othersApply() {
    Cache<String, String> cache = caches.with().create();

    var results = cache.invokeAll(Bulk.keys("a", "b", "c"), (entry, arguments) -> {
      entry.setValue("new");
      if (entry.getKey().equals("b")) {
        throw new IllegalStateException("no");
      }
      return "done";
    });

    assertEquals("done", results.get("a").get());
    assertThrows(EntryProcessorException.class, () -> results.get("b").get());
    assertTrue(cache.containsKey("a") && cache.containsKey("c"));
    assertFalse(cache.containsKey("b"));
  }

  @Test
  void invokeAll_nullResults_haveNoMapping() {
    Cache<String, String> cache = caches.with().create();

    var results = cache.invokeAll(
        Bulk.keys("a", "b"), (entry, arguments) -> entry.getKey().equals("a") ? null : "done");

    assertEquals(Set.of("b"), results.keySet());
  }

  @Test
  void error_reachesTheCaller_andFreesTheKey() throws Exception {
    Cache<String, String> cache = caches.with().create();

    assertThrows(Throwable.class, () -> cache.invoke("k", broken(new AssertionError("no"))));

    Await.call(() -> {
      cache.put("k", "v");
      return null;
    });
    assertEquals("v", cache.get("k"));
  }

  @Test
  @Choice
  void error_isNotWrapped() {
    Cache<String, String> cache = caches.with().create();
    AssertionError error = new AssertionError("no");

    assertSame(error, assertThrows(Throwable.class, () -> cache.invoke("k", broken(error))));
  }

  @Test
  @Choice
  void entryProcessorException_isNotWrapped() {
    Cache<String, String> cache = caches.with().create();
    EntryProcessorException failure = new EntryProcessorException("no");

    assertSame(
        failure,
        assertThrows(EntryProcessorException.class, () -> cache.invoke("k", failing(failure))));
  }

  private static EntryProcessor<String, String, String> failing(RuntimeException failure) {
    return (entry, arguments) -> {
      entry.setValue("new");
      throw failure;
    };
  }

  private static EntryProcessor<String, String, String> broken(Error error) {
    return (entry, arguments) -> {
      entry.setValue("new");
      throw error;
    };
  }
}
