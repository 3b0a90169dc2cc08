// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 35,
    title = "a failed load is a CacheLoaderException with its cause, and harms nobody else")
final class LoadFailureTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final IllegalStateException failure = new IllegalStateException("the source is down");
  private final AtomicBoolean down = new AtomicBoolean(true);
  private final Gate gate = new Gate();

  private final Source unsteady = new Source(key -> {
    if (down.get()) {
      throw failure;
    }
    return "loaded";
  });

  @Test
  void get_isCacheLoaderException_withItsCause() {
    Cache<String, String> cache = caches.with().loader(unsteady).create();

    CacheLoaderException thrown = assertThrows(CacheLoaderException.class, () -> cache.get("k"));

    Causes.expect(IllegalStateException.class, thrown);
  }

  @Test
  void getAll_isCacheLoaderException() {
    Cache<String, String> cache = caches.with().loader(unsteady).create();

    assertThrows(CacheLoaderException.class, () -> cache.getAll(Bulk.keys("a", "b")));
  }

  @Test
  void failure_isNotRemembered() {
    Cache<String, String> cache = caches.with().loader(unsteady).create();
    assertThrows(CacheLoaderException.class, () -> cache.get("k"));

    down.set(false);

    assertEquals("loaded", cache.get("k"));
  }

  @Test
  void failure_freesTheKey() throws Exception {
    Cache<String, String> cache = caches.with().loader(unsteady).create();
    assertThrows(CacheLoaderException.class, () -> cache.get("k"));

    Await.call(() -> {
      cache.put("k", "v");
      return null;
    });

    assertEquals("v", Await.call(() -> cache.get("k")));
  }

  @Test
  void error_reachesTheCaller_andFreesTheKey() throws Exception {
    Source broken = new Source(key -> {
      if (down.get()) {
        throw new AssertionError("the source is broken");
      }
      return "loaded";
    });
    Cache<String, String> cache = caches.with().loader(broken).create();

    assertThrows(Throwable.class, () -> Await.call(() -> cache.get("k")));
    down.set(false);

    assertEquals("loaded", Await.call(() -> cache.get("k")));
  }

  @Test
  void waitersOfAFailedLoad_allHaveAnAnswer() throws Exception {
    for (Throwable thrown : failuresOfEightCallers()) {
      CacheLoaderException told = assertInstanceOf(CacheLoaderException.class, thrown);
      Causes.expect(IllegalStateException.class, told);
    }
  }

  @Test
  @Choice
  void waitersOfAFailedLoad_haveExceptionsOfTheirOwn() throws Exception {
    List<Throwable> failures = failuresOfEightCallers();

    assertNotSame(failures.get(0), failures.get(1));
    assertEquals(8, Set.copyOf(failures).size());
  }

  @Test
  @Choice
  void eightCallersOfAMissingKey_areOneLoad() throws Exception {
    Source missing = new Source(key -> {
      gate.pass();
      return null;
    });
    Cache<String, String> cache = caches.with().loader(missing).create();

    List<Future<String>> callers = eightCallers(cache);
    for (Future<String> caller : callers) {
      assertEquals(null, Await.result(caller));
    }

    assertEquals(List.of("k"), missing.asked());
  }

  @Test
  void interruptedWaiter_doesNotDisturbTheOthers() throws Exception {
    Source slow = new Source(key -> {
      gate.pass();
      return "loaded";
    });
    Cache<String, String> cache = caches.with().loader(slow).create();
    Future<String> loading = Await.start(() -> cache.get("k"));
    gate.awaitArrival();
    CompletableFuture<String> impatient = new CompletableFuture<>();
    Thread thread = Await.startInterruptible(() -> cache.get("k"), impatient);
    Future<String> patient = Await.start(() -> cache.get("k"));
    Await.pass(java.time.Duration.ofMillis(50));

    thread.interrupt();
    Await.pass(java.time.Duration.ofMillis(50));
    gate.open();

    assertEquals("loaded", Await.result(loading));
    assertEquals("loaded", Await.result(patient));
    Await.until("the interrupted caller has an answer", impatient::isDone);
  }

  private List<Throwable> failuresOfEightCallers() throws Exception {
    Source failing = new Source(key -> {
      gate.pass();
      throw failure;
    });
    List<Throwable> failures = new ArrayList<>();
    for (Future<String> caller : eightCallers(caches.with().loader(failing).create())) {
      failures.add(assertThrows(Exception.class, () -> Await.result(caller)));
    }
    return failures;
  }

  /** Starts them, and lets the load go when all had the time to join. */
  private List<Future<String>> eightCallers(Cache<String, String> cache) {
    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(Await.start(() -> cache.get("k")));
    }
    gate.awaitArrival();
    Await.pass(java.time.Duration.ofMillis(200));
    gate.open();
    return callers;
  }
}
