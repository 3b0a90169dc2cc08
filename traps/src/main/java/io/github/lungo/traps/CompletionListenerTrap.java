// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 2, title = "loadAll does not block, and tells its listener once how it went")
final class CompletionListenerTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  /** Writes down what it is told: {@code done}, or the exception. Thread-safe. */
  private static final class Answers implements CompletionListener {
    private final List<Object> given = new CopyOnWriteArrayList<>();

    @Override
    public void onCompletion() {
      given.add("done");
    }

    @Override
    public void onException(Exception e) {
      given.add(e);
    }

    Object only() {
      Await.until("the completion listener is called", () -> !given.isEmpty());
      Await.pass(java.time.Duration.ofMillis(20));
      assertEquals(1, given.size());
      return given.get(0);
    }
  }

  private final Answers answers = new Answers();

  @Test
  void loadAll_doesNotWaitForTheLoader() throws Exception {
    Gate gate = new Gate();
    Cache<String, String> cache = caches.with().bulkLoader(gated(gate)).create();

    Future<Void> call = start(cache, Bulk.keys("a"), answers);
    gate.awaitArrival();
    boolean returned = Await.cameTrue(call::isDone);
    gate.open();

    assertEquals("done", answers.only());
    assertEquals(true, returned, "returned while the loader was running");
  }

  @Test
  void loaded_isToldOnce() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(Source.ofAll()).create();

    Await.result(start(cache, Bulk.keys("a", "b"), answers));

    assertEquals("done", answers.only());
    assertEquals("loaded-a", cache.get("a"));
  }

  @Test
  void noLoader_isCompletion() throws Exception {
    Cache<String, String> cache = caches.with().create();

    Await.result(start(cache, Bulk.keys("a"), answers));

    assertEquals("done", answers.only());
  }

  @Test
  void failure_isCacheLoaderException() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(Source.failing()).create();

    Await.result(start(cache, Bulk.keys("a"), answers));

    CacheLoaderException told = assertInstanceOf(CacheLoaderException.class, answers.only());
    Causes.expect(IllegalStateException.class, told);
  }

  @Test
  void error_isTold() throws Exception {
    Source broken = new Source(key -> {
      throw new AssertionError("the source is broken");
    });
    Cache<String, String> cache = caches.with().bulkLoader(broken).create();

    try {
      Await.result(start(cache, Bulk.keys("a"), answers));
    } catch (Hang e) {
      throw e;
    } catch (Exception | Error e) {
      return; // the caller knows
    }
    assertInstanceOf(Exception.class, answers.only());
  }

  @Test
  void noListener_ofFailure_isLegal() throws Exception {
    Source failing = Source.failing();
    Cache<String, String> cache = caches.with().bulkLoader(failing).create();

    Await.result(start(cache, Bulk.keys("a"), null));

    Await.until("the loader is asked", () -> !failing.asked().isEmpty());
    assertNull(Await.call(() -> cache.get("a")));
  }

  @Test
  void withoutReadThrough_loads() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(Source.ofAll()).create();

    LoadAllTrap.loadAll(cache, false);

    assertEquals("loaded-a", cache.get("a"));
    assertNull(cache.get("c"));
  }

  @Test
  void nullKey_isNullPointerException_beforeAnyLoad() {
    Source source = Source.ofAll();
    Cache<String, String> cache = caches.with().bulkLoader(source).create();

    assertThrows(
        NullPointerException.class,
        () -> cache.loadAll(new HashSet<>(Arrays.asList("a", null)), false, answers));

    assertEquals(List.of(), source.asked());
  }

  @Test
  void throwingListener_doesNotDisturbLaterLoads() throws Exception {
    Cache<String, String> cache = caches.with().loader(Source.ofAll()).create();

    try {
      Await.result(start(cache, Bulk.keys("a"), throwing()));
    } catch (IllegalStateException e) {
      answers.onException(
          e); // a provider may load on the caller's thread: the next test says what it thinks of
      // that
    }

    assertEquals("loaded-a", Await.call(() -> cache.get("a")));
    LoadAllTrap.loadAll(cache, true);
  }

  @Test
  @Choice
  void keys_areThoseOfTheCall() throws Exception {
    Gate gate = new Gate();
    Cache<String, String> cache = caches.with().bulkLoader(gated(gate)).create();
    Set<String> keys = Bulk.keys("a", "b");

    Future<Void> call = start(cache, keys, answers);
    Await.cameTrue(call::isDone);
    keys.clear();
    gate.open();

    assertEquals("done", answers.only());
    assertEquals("loaded", cache.get("a"));
    assertEquals("loaded", cache.get("b"));
  }

  private static Source gated(Gate gate) {
    return new Source(key -> {
      gate.pass();
      return "loaded";
    });
  }

  private static CompletionListener throwing() {
    return new CompletionListener() {
      @Override
      public void onCompletion() {
        throw new IllegalStateException("the completion listener fails");
      }

      @Override
      public void onException(Exception e) {
        throw new IllegalStateException("the completion listener fails");
      }
    };
  }

  private static Future<Void> start(
      Cache<String, String> cache, Set<String> keys, CompletionListener listener) {
    return Await.start(() -> {
      cache.loadAll(keys, false, listener);
      return null;
    });
  }
}
