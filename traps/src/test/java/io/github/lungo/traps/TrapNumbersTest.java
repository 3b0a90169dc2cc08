// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite has what its numbers say, and runs on Lungo here. */
final class TrapNumbersTest {
  private static final int TRAPS = 37;

  private final List<TestIdentifier> tests = tests();

  @Test
  void numbers_eachHasOneClassOrWaitsForTheCluster() {
    List<Integer> numbers = new ArrayList<>();
    classes().forEach(type -> numbers.add(type.getAnnotation(Trap.class).line()));
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
    Set<Class<?>> demanding = tests.stream()
        .filter(test -> !test.getTags().contains(TestTag.create(Choice.TAG)))
        .map(TrapNumbersTest::classOf)
        .collect(Collectors.toSet());

    assertThat(classes()).isNotEmpty().isEqualTo(demanding);
  }

  @Test
  void provider_isLungo() {
    assertThat(Caches.provider()).isInstanceOf(LungoCachingProvider.class);
  }

  private Set<Class<?>> classes() {
    return tests.stream().map(TrapNumbersTest::classOf).collect(Collectors.toSet());
  }

  private static Class<?> classOf(TestIdentifier test) {
    return ((MethodSource) test.getSource().orElseThrow()).getJavaClass();
  }

  private static List<TestIdentifier> tests() {
    TestPlan plan = LauncherFactory.create()
        .discover(LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectPackage(Trap.class.getPackageName()))
            .filters(ClassNameFilter.includeClassNamePatterns(".*Trap"))
            .build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .toList();
  }
}
