// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The suite has what its numbers say, and runs on Lungo here. */
final class TrapNumbersTest {
  private static final int TRAPS = 37;

  private final List<Class<?>> classes = ReflectionSupport.findAllClassesInPackage(
      Trap.class.getPackageName(),
      type -> type.isAnnotationPresent(Trap.class),
      name -> name.endsWith("Trap"));

  @Test
  void numbers_eachHasOneClassOrWaitsForTheCluster() {
    List<Integer> numbers = new ArrayList<>();
    classes.forEach(type -> numbers.add(type.getAnnotation(Trap.class).line()));
    Arrays.stream(Clustered.values())
        .map(Clustered::line)
        .filter(line -> !numbers.contains(line))
        .forEach(numbers::add);

    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, TRAPS).boxed().toList());
  }

  @Test
  void classes_eachHasADemand() {
    assertThat(classes)
        .isNotEmpty()
        .allSatisfy(type -> assertThat(ReflectionSupport.findMethods(
                type,
                method -> AnnotationSupport.isAnnotated(method, Test.class)
                    && !AnnotationSupport.isAnnotated(method, Choice.class),
                HierarchyTraversalMode.TOP_DOWN))
            .isNotEmpty());
  }

  @Test
  void provider_isLungo() {
    assertThat(Caches.provider()).isInstanceOf(LungoCachingProvider.class);
  }
}
