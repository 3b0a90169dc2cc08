// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Random scenarios for Lincheck. Unlike its own, they write no value twice, so that each read names the write it saw, and
 * they end with questions that would have no answer while operations run. Confined to one thread.
 *
 * <p>The system property {@code model.effort} multiplies their number. A parameter of an operation is named {@code key},
 * {@code value} (one that was not used before) or {@code expected} (one that was, or will be).
 */
public final class Scenarios {
  private static final int KEYS = 2;
  private static final int EFFORT = Integer.getInteger("model.effort", 1);

  private final Class<?> model;
  private final Random random;
  private final List<Method> operations;
  private final List<Actor> questions = new ArrayList<>();
  private int threads = 2;
  private int length = 3;
  private int lastValue;

  /** Makes scenarios of the model's operations, those excepted whose names are given. */
  public Scenarios(Class<?> model, long seed, String... except) {
    this.model = model;
    this.random = new Random(seed);
    this.operations = Arrays.stream(model.getMethods())
        .filter(method -> method.isAnnotationPresent(Operation.class))
        .filter(method -> !method.isBridge() && !List.of(except).contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
        .toList();
  }

  /** Returns the number, times the effort that this build makes. */
  public static int effort(int scenarios) {
    return scenarios * EFFORT;
  }

  /** Sets how many threads there are, and how many operations each of them does at most. */
  public Scenarios size(int newThreads, int newLength) {
    threads = newThreads;
    length = newLength;
    return this;
  }

  /** Asks, at the end, a question about each key. */
  public Scenarios askPerKey(String name) {
    for (int key = 1; key <= KEYS; key++) {
      questions.add(new Actor(method(name, int.class), List.of(key)));
    }
    return this;
  }

  /** Asks a question at the end. */
  public Scenarios ask(String name) {
    questions.add(new Actor(method(name), List.of()));
    return this;
  }

  private Method method(String name, Class<?>... parameters) {
    try {
      return model.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Adds a number of scenarios to the options, which then make none of their own. */
  public <O extends Options<O, ?>> O addTo(O options, int count) {
    for (int i = 0; i < effort(count); i++) {
      options.addCustomScenario(scenario());
    }
    return options.iterations(0).minimizeFailedScenario(false);
  }

  private ExecutionScenario scenario() {
    lastValue = 0;
    List<Actor> before = calls(random.nextInt(3));
    List<List<Actor>> parallel = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      parallel.add(calls(1 + random.nextInt(length)));
    }
    return new ExecutionScenario(before, parallel, List.copyOf(questions), null);
  }

  private List<Actor> calls(int count) {
    List<Actor> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Method operation = operations.get(random.nextInt(operations.size()));
      List<Object> arguments = new ArrayList<>();
      for (Parameter parameter : operation.getParameters()) {
        arguments.add(argument(parameter.getAnnotation(Param.class).name()));
      }
      calls.add(new Actor(operation, arguments));
    }
    return calls;
  }

  private int argument(String name) {
    return switch (name) {
      case "key" -> 1 + random.nextInt(KEYS);
      case "value" -> ++lastValue;
      case "expected" -> 1 + random.nextInt(lastValue + 1);
      default -> throw new IllegalArgumentException("neither key, value nor expected: " + name);
    };
  }
}
