// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.Scenarios;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks {@link EventDispatcher} with Lincheck: each listener hears the events of a key in the order in which they were
 * queued, each once, one at a time, and those that it causes itself after the one it is called for.
 *
 * <p>Interleavings are left to chance: who waits for a listener does so with a time limit, and the model checker's clock
 * stands still.
 */
@Timeout(600)
@Tag("model")
final class EventOrderModelTest {
  private static final Cache<Integer, Integer> CACHE = StubCache.named("c");

  @Test
  void events_underStress_areHeardOnceInOrder() {
    long seed = System.nanoTime();
    assertThatCode(() -> stress(Model.class, seed, 2, 3, 20))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  @Test
  void events_underStressOfThreeThreads_areHeardOnceInOrder() {
    long seed = System.nanoTime();
    assertThatCode(() -> stress(Model.class, seed, 3, 2, 10))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  @Test
  void events_queuedBehindTheirChange_areCaught() {
    long seed = System.nanoTime();
    assertThatThrownBy(() -> stress(LateModel.class, seed, 2, 3, 100))
        .as("seed " + seed)
        .isInstanceOf(LincheckAssertionError.class);
  }

  private static void stress(Class<?> model, long seed, int threads, int length, int scenarios) {
    StressOptions options =
        new StressOptions().invocationsPerIteration(100).sequentialSpecification(Counter.class);
    new Scenarios(model, seed)
        .size(threads, length)
        .askPerKey("heardFirst")
        .askPerKey("heardSecond")
        .askPerKey("heardLater")
        .addTo(options, scenarios)
        .check(model);
  }

  /** What must be heard: all changes of a key, by their numbers. */
  public static final class Counter {
    private final int[] changes = new int[3];

    public boolean change(int key) {
      changes[key]++;
      return true;
    }

    public boolean changeTwice(int key) {
      changes[key] += 2;
      return true;
    }

    public boolean changeBoth(int key) {
      changes[key]++;
      changes[3 - key]++;
      return true;
    }

    public void drain(int key) {}

    public String heardFirst(int key) {
      StringBuilder heard = new StringBuilder();
      for (int i = 1; i <= changes[key]; i++) {
        heard.append(i).append(' ');
      }
      return heard.toString();
    }

    public String heardSecond(int key) {
      return heardFirst(key);
    }

    public String heardLater(int key) {
      return heardFirst(key);
    }
  }

  /** Two keys whose changes are numbered under their locks, two synchronous listeners and an asynchronous one. */
  @Param(name = "key", gen = IntGen.class)
  public static class Model {
    final EventDispatcher<Integer, Integer> events = new EventDispatcher<>(
        "c",
        () -> CACHE,
        key -> key,
        stored -> (Integer) stored,
        Duration.ofSeconds(5),
        Runnable::run);
    final Line[] lines = {new Line(), new Line(), new Line()};
    private final Log first = new Log();
    private final Log second = new Log();
    private final Log later = new Log();

    public Model() {
      listen(first, true);
      listen(second, true);
      listen(later, false);
    }

    private void listen(Log log, boolean isSynchronous) {
      RecordingListener<Integer, Integer> listener = new RecordingListener<>(event -> {
        log.hear(event);
        if (log == first && event.getOldValue() != 0) {
          changeAndTell(event.getOldValue(), 0);
        }
      });
      events.register(listener.registration(true, isSynchronous), listener, null);
    }

    /** Makes a change, at the event of which the first listener makes another one, of the key given if it is not 0. */
    boolean changeAndTell(int key, int nested) {
      Line line = lines[key];
      int number;
      @Nullable Delivery<Integer, Integer> delivery;
      synchronized (line) {
        number = ++line.changes;
        delivery = queue(key, number, nested);
      }
      tell(key, delivery);
      return first.hasHeard(key, number) && second.hasHeard(key, number);
    }

    final @Nullable Delivery<Integer, Integer> queue(int key, int number, int nested) {
      return events.enqueue(new EntryChange<>(EventType.UPDATED, key, number, nested));
    }

    final void tell(int key, @Nullable Delivery<Integer, Integer> delivery) {
      events.deliver(key, delivery == null ? List.of() : List.of(delivery));
    }

    @Operation
    public final boolean change(@Param(name = "key") int key) {
      return changeAndTell(key, 0);
    }

    @Operation
    public final boolean changeTwice(@Param(name = "key") int key) {
      return changeAndTell(key, key);
    }

    @Operation
    public final boolean changeBoth(@Param(name = "key") int key) {
      return changeAndTell(key, 3 - key);
    }

    /** Delivers what nobody waits for, as the expiry of an entry does. */
    @Operation
    public final void drain(@Param(name = "key") int key) {
      events.deliverInBackground(key, null);
    }

    public final String heardFirst(int key) {
      return first.of(key);
    }

    public final String heardSecond(int key) {
      return second.of(key);
    }

    public final String heardLater(int key) {
      return later.of(key);
    }
  }

  /** Queues the event when the change is no longer locked. */
  public static final class LateModel extends Model {
    @Override
    boolean changeAndTell(int key, int nested) {
      Line line = lines[key];
      int number;
      synchronized (line) {
        number = ++line.changes;
      }
      tell(key, queue(key, number, nested));
      return true;
    }
  }

  /** The changes of a key, counted under its own lock. */
  static final class Line {
    int changes;
  }

  /** What one listener has heard. */
  private static final class Log {
    private final AtomicInteger[] busy = {
      new AtomicInteger(), new AtomicInteger(), new AtomicInteger()
    };
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    void hear(CacheEntryEvent<? extends Integer, ? extends Integer> event) {
      boolean isAlone = busy[event.getKey()].getAndIncrement() == 0;
      heard.add(event.getKey() + ":" + event.getValue() + (isAlone ? "" : " at once"));
      busy[event.getKey()].decrementAndGet();
    }

    boolean hasHeard(int key, int number) {
      return heard.contains(key + ":" + number);
    }

    String of(int key) {
      StringBuilder of = new StringBuilder();
      for (String event : heard) {
        if (event.startsWith(key + ":")) {
          of.append(event.substring(2)).append(' ');
        }
      }
      return of.toString();
    }
  }
}
