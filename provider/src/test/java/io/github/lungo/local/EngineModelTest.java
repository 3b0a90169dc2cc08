// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.github.lungo.testing.Scenarios;
import io.github.lungo.testing.SequentialCache;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks the local engine with Lincheck: whatever the interleaving, it answers, tells and counts as one thread's cache would.
 *
 * <p>Without a listener the interleavings are model-checked, Caffeine being trusted to be atomic. With one they are left to
 * chance: who waits for a listener does so with a time limit, and the model checker's clock stands still.
 */
@Timeout(600)
@Tag("model")
final class EngineModelTest {
  private static final String WITHOUT_TIME = "tick";

  @Test
  void operations_anyInterleaving_areLinearizable() {
    long seed = System.nanoTime();
    assertThatCode(() -> explore(EngineModel.class, seed, 8, WITHOUT_TIME))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  @Test
  void operations_anyInterleavingWithExpiry_areLinearizable() {
    long seed = System.nanoTime();
    assertThatCode(() -> explore(ExpiringModel.class, seed, 4))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  @Test
  void operations_lookedAndChangedInTwoSteps_areCaught() {
    long seed = System.nanoTime();
    String[] others = {
      WITHOUT_TIME, "get", "putIfAbsent", "remove", "getAndRemove", "replace", "getAndReplace"
    };
    assertThatThrownBy(() -> explore(TwoStepModel.class, seed, 20, others))
        .as("seed " + seed)
        .isInstanceOf(LincheckAssertionError.class);
  }

  @Test
  void operations_withListener_areHeardOnceInOrder() {
    long seed = System.nanoTime();
    assertThatCode(() -> stress(ListeningModel.class, seed, WITHOUT_TIME))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  @Test
  void operations_withListenerAndExpiry_areHeardOnceInOrder() {
    long seed = System.nanoTime();
    assertThatCode(() -> stress(ExpiringListeningModel.class, seed))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  private static void explore(Class<?> model, long seed, int scenarios, String... except) {
    ModelCheckingOptions options = new ModelCheckingOptions()
        .invocationsPerIteration(100)
        .sequentialSpecification(SequentialCache.class)
        .addGuarantee(forClasses(name -> name.startsWith("com.github.benmanes.caffeine."))
            .allMethods()
            .treatAsAtomic());
    new Scenarios(model, seed, except)
        .askPerKey("get")
        .ask("counts")
        .addTo(options, scenarios)
        .check(model);
  }

  private static void stress(Class<?> model, long seed, String... except) {
    StressOptions options = new StressOptions()
        .invocationsPerIteration(100)
        .sequentialSpecification(SequentialCache.class);
    new Scenarios(model, seed, except)
        .askPerKey("get")
        .askPerKey("heard")
        .ask("counts")
        .addTo(options, 20)
        .check(model);
  }

  /** An engine whose entries expire. */
  public static final class ExpiringModel extends EngineModel {
    public ExpiringModel() {
      super(true, false);
    }
  }

  /** An engine that is listened to. */
  public static final class ListeningModel extends EngineModel {
    public ListeningModel() {
      super(false, true);
    }
  }

  /** An engine that is listened to, and whose entries expire. */
  public static final class ExpiringListeningModel extends EngineModel {
    public ExpiringListeningModel() {
      super(true, true);
    }
  }

  /** Takes two steps where one is needed. */
  public static final class TwoStepModel extends EngineModel {
    @Override
    @Operation
    public @Nullable String getAndPut(
        @Param(name = "key") int key, @Param(name = "value") int value) {
      @Nullable String before = get(key);
      return put(key, value) ? before : "not heard";
    }

    @Override
    @Operation
    public @Nullable String invoke(@Param(name = "key") int key) {
      @Nullable String before = get(key);
      put(key, Integer.parseInt(SequentialCache.incremented(before)));
      return before;
    }
  }
}
