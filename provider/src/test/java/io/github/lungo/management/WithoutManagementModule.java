// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.net.URI;
import javax.cache.configuration.MutableConfiguration;

/** What {@link MissingManagementModuleTest} runs in a JVM of its own. */
final class WithoutManagementModule {
  static final int DONE = 42;

  private WithoutManagementModule() {}

  public static void main(String[] args) {
    if (ModuleLayer.boot().findModule("java.management").isPresent()) {
      throw new IllegalStateException("this JVM has the module java.management");
    }
    CacheStatistics statistics = new CacheStatistics(System::nanoTime);
    statistics.enable(true);
    statistics.recordHits(1);
    MutableConfiguration<Object, Object> configuration = new MutableConfiguration<>();
    CacheBean bean = new CacheBean(
        "orders", "local", () -> configuration, ManualCapacity.ofSize(9), new ManualLoads());
    bean.setMaximumSize(10);
    try (JmxRegistry registry = JmxRegistry.onPlatformServer(URI.create("urn:lungo"))) {
      registry.registerStatistics("orders", statistics.bean());
      registry.registerConfiguration("orders", bean);
      registry.unregister("orders");
    }
    boolean counted = statistics.bean().getCacheHits() == 1 && bean.getMaximumSize() == 10;
    System.exit(counted ? DONE : 1);
  }
}
