// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Finds the tests of the TCK: all but the one that exists in order to fail. Stateless. */
final class TckClasses {
  private static final String IN_ORDER_TO_FAIL = "dummyTest(org.jsr107.tck.CachingTest)";

  private TckClasses() {}

  /** Returns the number of tests of each class of the TCK. */
  static SortedMap<String, Integer> in(Path jar) {
    TestPlan plan = LauncherFactory.create().discover(request(selectClasspathRoots(Set.of(jar))));
    SortedMap<String, Integer> tests = new TreeMap<>();
    plan.getRoots()
        .forEach(engine -> plan.getDescendants(engine).stream()
            .filter(test -> test.isTest())
            .forEach(test -> tests.merge(className(test.getUniqueIdObject()), 1, Integer::sum)));
    return tests;
  }

  /** Returns what runs classes of the TCK. */
  static LauncherDiscoveryRequest named(Collection<String> classNames) {
    return request(classNames.stream().map(className -> selectClass(className)).toList());
  }

  /** Returns the class that a test, or all tests of a class, belong to. */
  static String className(UniqueId test) {
    List<UniqueId.Segment> segments = test.getSegments();
    return segments.get(Math.min(1, segments.size() - 1)).getValue();
  }

  private static LauncherDiscoveryRequest request(List<? extends DiscoverySelector> selectors) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectors)
        .filters(
            EngineFilter.includeEngines("junit-vintage"),
            ClassNameFilter.includeClassNamePatterns(
                "(org\\.jsr107\\.tck|javax\\.cache)\\..*Test.*"),
            (PostDiscoveryFilter) TckClasses::mayRun)
        .build();
  }

  private static FilterResult mayRun(TestDescriptor test) {
    return FilterResult.includedIf(
        !test.getUniqueId().getLastSegment().getValue().equals(IN_ORDER_TO_FAIL));
  }
}
