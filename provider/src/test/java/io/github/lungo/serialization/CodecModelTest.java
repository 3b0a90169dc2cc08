// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.lungo.testing.Scenarios;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks the pool behind {@link KryoCodec} with Lincheck: each call gets its own answer, whatever fails beside it or before
 * it. Interleavings are left to chance, as Kryo is too large for the model checker.
 */
@Timeout(600)
@Tag("model")
final class CodecModelTest {
  /** One codec for all scenarios, so that each finds in the pool what those before it have left there. */
  private static final KryoCodec CODEC = new KryoCodec(CodecModelTest.class.getClassLoader());

  @Test
  void calls_underStress_getTheirOwnAnswers() {
    long seed = System.nanoTime();
    StressOptions options =
        new StressOptions().invocationsPerIteration(100).sequentialSpecification(Answers.class);
    Scenarios scenarios = new Scenarios(Model.class, seed).size(2, 4);
    assertThatCode(() -> scenarios.addTo(options, 20).check(Model.class))
        .as("seed " + seed)
        .doesNotThrowAnyException();
  }

  private static Samples.Order order(int number) {
    Samples.Order order = Samples.Order.sample();
    order.number = number;
    order.note = "note " + number;
    return order;
  }

  /** What the calls must answer. */
  public static final class Answers {

    public int pass(int value) {
      return value;
    }

    public boolean encodeAsAlways(int value) {
      return value > 0;
    }

    public String encodeUnencodable(int value) {
      return "refused";
    }

    public String decodeDamaged(int value) {
      return "refused";
    }
  }

  /** The codec. */
  @Param(name = "value", gen = IntGen.class)
  public static final class Model {

    @Operation
    public int pass(@Param(name = "value") int value) {
      Samples.Order order = order(value);
      Object copy = CODEC.decode(CODEC.encode(order));
      return order.equals(copy) ? ((Samples.Order) copy).number : -1;
    }

    /** Leftovers of a graph would make references of what is new. */
    @Operation
    public boolean encodeAsAlways(@Param(name = "value") int value) {
      byte[] expected;
      try (KryoCodec fresh = new KryoCodec(CodecModelTest.class.getClassLoader())) {
        expected = fresh.encode(order(value));
      }
      return Arrays.equals(expected, CODEC.encode(order(value)));
    }

    @Operation
    public String encodeUnencodable(@Param(name = "value") int value) {
      try {
        return "encoded "
            + CODEC.encode(List.of(order(value), new Samples.Box<>(new Thread()))).length;
      } catch (SerializationException e) {
        return "refused";
      }
    }

    @Operation
    public String decodeDamaged(@Param(name = "value") int value) {
      byte[] bytes = CODEC.encode(order(value));
      try {
        return "decoded " + CODEC.decode(Arrays.copyOf(bytes, bytes.length - value));
      } catch (SerializationException e) {
        return "refused";
      }
    }
  }
}
