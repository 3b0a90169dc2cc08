// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static io.github.lungo.management.BeanServer.cacheBean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.lungo.testing.LoggedLines;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Random;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class JmxRegistryTest {
  private static final URI MANAGER = URI.create("urn:lungo");
  private static final String CONFIGURATION = "Configuration,CacheManager=urn.lungo,Cache=";
  private static final String STATISTICS = "Statistics,CacheManager=urn.lungo,Cache=";

  private final BeanServer beans = new BeanServer();
  private final JmxRegistry registry = new JmxRegistry(MANAGER, () -> beans.server);
  private final CacheStatistics statistics = new CacheStatistics(System::nanoTime);

  @Test
  void register_both_useTheNamesOfTheTck() throws Exception {
    registerBoth("orders");

    assertThat(beans.names()).containsExactly(CONFIGURATION + "orders", STATISTICS + "orders");
  }

  @Test
  void register_platformServer_isWhereTheTckLooks() throws Exception {
    MBeanServer platform = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(
        "javax.cache:type=CacheStatistics,CacheManager=urn.lungo,Cache=onPlatformServer");

    try (JmxRegistry onPlatform = JmxRegistry.onPlatformServer(MANAGER)) {
      onPlatform.registerStatistics("onPlatformServer", statistics.bean());

      assertThat(platform.isRegistered(name)).isTrue();
    }
    assertThat(platform.isRegistered(name)).isFalse();
  }

  @Test
  void statistics_registered_areReadAndClearedThroughTheServer() throws Exception {
    registerBoth("orders");
    statistics.enable(true);
    statistics.recordHits(3);
    statistics.recordMisses(1);

    assertThat(beans.read(STATISTICS + "orders", "CacheHits")).isEqualTo(3L);
    assertThat(beans.read(STATISTICS + "orders", "CacheHitPercentage")).isEqualTo(75f);
    assertThat(beans.read(STATISTICS + "orders", "AverageGetTime")).isEqualTo(0f);

    beans.server.invoke(
        new ObjectName("javax.cache:type=Cache" + STATISTICS + "orders"), "clear", null, null);
    assertThat(beans.read(STATISTICS + "orders", "CacheGets")).isEqualTo(0L);
  }

  @Test
  void configuration_registered_isReadAndResizedThroughTheServer() throws Exception {
    registerBoth("orders");
    ObjectName name = new ObjectName("javax.cache:type=Cache" + CONFIGURATION + "orders");

    beans.server.setAttribute(name, new Attribute("MaximumSize", 7L));

    assertThat(beans.read(CONFIGURATION + "orders", "MaximumSize")).isEqualTo(7L);
    assertThat(beans.read(CONFIGURATION + "orders", "MaximumWeight")).isEqualTo(-1L);
    assertThat(beans.read(CONFIGURATION + "orders", "Mode")).isEqualTo("local");
    assertThat(beans.read(CONFIGURATION + "orders", "LoadsInFlight")).isEqualTo(0);
    assertThat(beans.read(CONFIGURATION + "orders", "KeyType")).isEqualTo("java.lang.Object");
    assertThat(beans.read(CONFIGURATION + "orders", "StoreByValue")).isEqualTo(true);
    assertThatExceptionOfType(RuntimeMBeanException.class)
        .isThrownBy(() -> beans.server.setAttribute(name, new Attribute("MaximumWeight", 7L)))
        .withCauseInstanceOf(IllegalStateException.class)
        .withStackTraceContaining("cache 'orders': maximumWeight");
  }

  @Test
  void register_twice_keepsTheFirst() throws Exception {
    CacheStatistics later = new CacheStatistics(System::nanoTime);
    later.enable(true);
    later.recordHits(9);
    registerBoth("orders");

    registry.registerStatistics("orders", later.bean());

    assertThat(beans.names()).containsExactly(CONFIGURATION + "orders", STATISTICS + "orders");
    assertThat(beans.read(STATISTICS + "orders", "CacheHits")).isEqualTo(0L);
  }

  @Test
  void unregister_each_leavesTheOther() throws Exception {
    registerBoth("orders");
    registerBoth("users");

    registry.unregisterStatistics("orders");
    registry.unregisterConfiguration("users");

    assertThat(beans.names()).containsExactly(CONFIGURATION + "orders", STATISTICS + "users");
  }

  @Test
  void unregister_both_removesThatCacheOnly() throws Exception {
    registerBoth("orders");
    registerBoth("users");

    registry.unregister("orders");

    assertThat(beans.names()).containsExactly(CONFIGURATION + "users", STATISTICS + "users");
  }

  @Test
  void unregister_twiceOrUnknown_doesNothing() throws Exception {
    registerBoth("orders");
    registry.unregister("orders");

    registry.unregister("orders");
    registry.unregister("unknown");

    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_afterUnregister_registersAgain() throws Exception {
    registerBoth("orders");
    registry.unregister("orders");

    registerBoth("orders");

    assertThat(beans.names()).containsExactly(CONFIGURATION + "orders", STATISTICS + "orders");
  }

  @Test
  void register_droppedByTheServer_registersAgain() throws Exception {
    registerBoth("orders");
    beans.drop(STATISTICS + "orders");

    registerBoth("orders");

    assertThat(beans.names()).containsExactly(CONFIGURATION + "orders", STATISTICS + "orders");
  }

  @Test
  void unregister_droppedByTheServer_logsNothing() throws Exception {
    registerBoth("orders");
    beans.drop(STATISTICS + "orders");

    try (LoggedLines logged = new LoggedLines(JmxRegistry.class.getName())) {
      registry.unregister("orders");

      assertThat(logged.lines()).isEmpty();
    }
    assertThat(beans.names()).isEmpty();
  }

  @Test
  void unregister_droppedAndTakenByAnotherManager_leavesItsBean() throws Exception {
    JmxRegistry other = new JmxRegistry(MANAGER, () -> beans.server);
    registry.registerStatistics("orders", statistics.bean());
    beans.drop(STATISTICS + "orders");
    other.registerStatistics("orders", statistics.bean());

    registry.unregister("orders");

    assertThat(beans.names()).containsExactly(STATISTICS + "orders");
  }

  @Test
  void register_droppedAndTakenByAnotherManager_takesTheNextName() throws Exception {
    JmxRegistry other = new JmxRegistry(MANAGER, () -> beans.server);
    registry.registerStatistics("orders", statistics.bean());
    beans.drop(STATISTICS + "orders");
    other.registerStatistics("orders", statistics.bean());

    registry.registerStatistics("orders", statistics.bean());

    assertThat(beans.names())
        .containsExactly(STATISTICS + "orders", STATISTICS + "orders,instance=2");
  }

  @Test
  void register_sameUriTwice_bothAreRegistered() throws Exception {
    JmxRegistry second = new JmxRegistry(MANAGER, () -> beans.server);
    JmxRegistry third = new JmxRegistry(MANAGER, () -> beans.server);

    registry.registerStatistics("orders", statistics.bean());
    second.registerStatistics("orders", statistics.bean());
    third.registerStatistics("orders", statistics.bean());

    assertThat(beans.names())
        .containsExactly(
            STATISTICS + "orders",
            STATISTICS + "orders,instance=2",
            STATISTICS + "orders,instance=3");
  }

  @Test
  void unregister_sameUriTwice_removesItsOwn() throws Exception {
    JmxRegistry second = new JmxRegistry(MANAGER, () -> beans.server);
    CacheStatistics ofSecond = new CacheStatistics(System::nanoTime);
    ofSecond.enable(true);
    ofSecond.recordHits(2);
    registry.registerStatistics("orders", statistics.bean());
    second.registerStatistics("orders", ofSecond.bean());

    registry.unregister("orders");

    assertThat(beans.names()).containsExactly(STATISTICS + "orders,instance=2");
    assertThat(beans.read(STATISTICS + "orders,instance=2", "CacheHits")).isEqualTo(2L);
    second.unregister("orders");
    assertThat(beans.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a=b", "a,b", "a\nb", "a*b", "a?b", "a\"b", "a\rb", "a\\b"})
  void register_namesThatReadAlike_bothAreRegistered(String likeness) throws Exception {
    registry.registerStatistics("a.b", statistics.bean());
    registry.registerStatistics(likeness, statistics.bean());

    assertThat(beans.names()).containsExactly(STATISTICS + "a.b", STATISTICS + "a.b,instance=2");
    registry.unregister("a.b");
    assertThat(beans.names()).containsExactly(STATISTICS + "a.b,instance=2");
    registry.unregister(likeness);
    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_randomNames_eachHasItsOwnBean() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String alphabet = ",:=\n*?\"\r\\.a";
    int caches = 0;
    for (int i = 0; i < 300; i++) {
      String name = i + "/";
      // The index makes them distinct only in pairs: "7/x" and "7/y" may read alike.
      for (int twin = 0; twin < 2; twin++) {
        StringBuilder odd = new StringBuilder(name).append(twin == 0 ? ':' : '.');
        random
            .ints(random.nextInt(4), 0, alphabet.length())
            .forEach(c -> odd.append(alphabet.charAt(c)));
        registry.registerStatistics(odd.toString(), statistics.bean());
        caches++;
      }
    }

    assertThat(beans.names()).as("seed %d", seed).hasSize(caches);
    registry.close();
    assertThat(beans.names()).as("seed %d", seed).isEmpty();
  }

  @Test
  void close_severalCaches_removesOwnBeansOnly() throws Exception {
    JmxRegistry other = new JmxRegistry(MANAGER, () -> beans.server);
    registerBoth("orders");
    registerBoth("users");
    other.registerStatistics("orders", statistics.bean());

    registry.close();

    assertThat(beans.names()).containsExactly(STATISTICS + "orders,instance=2");
  }

  @Test
  void close_twice_doesNothing() throws Exception {
    registerBoth("orders");
    registry.close();

    registry.close();
    registry.unregister("orders");

    assertThat(beans.names()).isEmpty();
  }

  @Test
  void register_closed_isRefused() throws Exception {
    registry.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> registry.registerStatistics("orders", statistics.bean()))
        .withMessage("cache 'orders': cache manager 'urn:lungo' is closed");
    assertThat(beans.names()).isEmpty();
  }

  @Test
  void arguments_null_areRefused() {
    CacheStatisticsMXBean bean = statistics.bean();

    assertThatNullPointerException()
        .isThrownBy(() -> new JmxRegistry(null, () -> beans.server))
        .withMessage("manager is null");
    assertThatNullPointerException()
        .isThrownBy(() -> new JmxRegistry(MANAGER, null))
        .withMessage("server is null");
    assertThatNullPointerException()
        .isThrownBy(() -> registry.registerStatistics(null, bean))
        .withMessage("cacheName is null");
    assertThatNullPointerException()
        .isThrownBy(() -> registry.registerStatistics("orders", null))
        .withMessage("bean is null");
    assertThatNullPointerException()
        .isThrownBy(() -> registry.registerConfiguration("orders", null))
        .withMessage("bean is null");
    assertThatNullPointerException()
        .isThrownBy(() -> registry.unregister(null))
        .withMessage("cacheName is null");
  }

  private void registerBoth(String cacheName) {
    registry.registerConfiguration(cacheName, cacheBean(cacheName));
    registry.registerStatistics(cacheName, statistics.bean());
  }
}
