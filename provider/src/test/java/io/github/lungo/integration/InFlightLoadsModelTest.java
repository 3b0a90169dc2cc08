// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Model-checks {@link InFlightLoads} in a small cache around it: whatever the interleaving, the cache answers as the source
 * of truth alone would, so that no load leaves a value behind that a write has made old.
 */
@Timeout(120)
@Tag("model")
final class InFlightLoadsModelTest {

  @Test
  void loads_anyInterleavingWithWrites_leaveNoStaleValue() {
    assertThatCode(() -> search().check(FencedModel.class)).doesNotThrowAnyException();
  }

  @Test
  void loads_fenceIgnored_areCaught() {
    assertThatThrownBy(() -> search().check(UnfencedModel.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void loads_clearedWithoutFence_areCaught() {
    assertThatThrownBy(() -> search().check(UnfencedClearModel.class))
        .isInstanceOf(LincheckAssertionError.class);
  }

  private static ModelCheckingOptions search() {
    return new ModelCheckingOptions()
        .iterations(15)
        .invocationsPerIteration(150)
        .loopBound(500) // the slots of the loads are walked one by one
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(2)
        .minimizeFailedScenario(false);
  }

  /** A cache of two keys that loads what it misses, and drops what is written, under the lock of the key. */
  @Param(name = "key", gen = IntGen.class, conf = "1:2")
  @Param(name = "value", gen = IntGen.class, conf = "1:5")
  public static class FencedModel {
    final InFlightLoads<Integer, Integer> loads = new InFlightLoads<>(
        "model",
        Duration.ofHours(1),
        () -> 0,
        new LoadPermits("model", Integer.MAX_VALUE, Duration.ofHours(1)));
    final ConcurrentHashMap<Integer, Integer> store = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Integer> source =
        new ConcurrentHashMap<>(Map.of(1, 0, 2, 0));
    private final Object first = new Object();
    private final Object second = new Object();

    @Operation
    public @Nullable Integer get(@Param(name = "key") int key) {
      @Nullable Integer cached = store.get(key);
      if (cached != null) {
        return cached;
      }
      Load<Integer> mine = loads.newLoad(key);
      mine.runBy(Thread.currentThread());
      @Nullable Load<Integer> running = loads.enter(mine);
      return running == null ? lead(key, mine) : loads.await(key, running);
    }

    private @Nullable Integer lead(int key, Load<Integer> mine) {
      @Nullable Integer value = store.get(key);
      if (value == null) {
        value = source.get(key);
        mine.isKnown(value);
        if (value != null) {
          synchronized (lock(key)) {
            store(key, value, mine);
          }
        }
      }
      loads.leave(mine);
      mine.finish(value);
      return value;
    }

    void store(int key, Integer value, Load<Integer> load) {
      load.storeUnlessFenced(() -> store.putIfAbsent(key, value));
    }

    @Operation
    public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
      synchronized (lock(key)) {
        source.put(key, value);
        loads.fence(key);
        store.remove(key);
      }
    }

    @Operation
    public void remove(@Param(name = "key") int key) {
      synchronized (lock(key)) {
        source.remove(key);
        loads.fence(key);
        store.remove(key);
      }
    }

    /** A write to the source that passes the cache by, which is cleared afterwards. */
    @Operation
    public void writeAndClear(@Param(name = "key") int key, @Param(name = "value") int value) {
      source.put(key, value);
      fenceAll();
      store.clear();
    }

    void fenceAll() {
      loads.fenceAll();
    }

    private Object lock(int key) {
      return key == 1 ? first : second;
    }
  }

  /** Stores whatever it has loaded. */
  public static final class UnfencedModel extends FencedModel {
    @Override
    void store(int key, Integer value, Load<Integer> load) {
      store.putIfAbsent(key, value);
    }
  }

  /** Clears the store alone. */
  public static final class UnfencedClearModel extends FencedModel {
    @Override
    void fenceAll() {}
  }
}
