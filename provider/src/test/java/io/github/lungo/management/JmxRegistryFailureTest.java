// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static io.github.lungo.management.BeanServer.cacheBean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.testing.LoggedLines;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.CacheException;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class JmxRegistryFailureTest {
  private static final URI MANAGER = URI.create("urn:lungo");
  private static final String STATISTICS = "Statistics,CacheManager=urn.lungo,Cache=";

  private final BeanServer beans = new BeanServer();
  private final CacheStatistics statistics = new CacheStatistics(System::nanoTime);

  @Test
  void register_refusedByTheServer_namesTheCacheAndMayBeRepeated() throws Exception {
    MBeanServer refusing = refusing("registerMBean", new MBeanRegistrationException(null, "full"));
    AtomicReference<MBeanServer> current = new AtomicReference<>(refusing);
    JmxRegistry refused = new JmxRegistry(MANAGER, current::get);

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> refused.registerStatistics("orders", statistics.bean()))
        .withMessageContaining(
            "cache 'orders': could not register javax.cache:type=CacheStatistics")
        .withMessageContaining("full")
        .withCauseInstanceOf(MBeanRegistrationException.class);

    current.set(beans.server);
    refused.registerStatistics("orders", statistics.bean());
    assertThat(beans.names()).containsExactly(STATISTICS + "orders");
  }

  @Test
  void register_notPermitted_throwsWhatTheSpecificationSays() {
    MBeanServer refusing = refusing("registerMBean", new SecurityException("no"));
    JmxRegistry refused = new JmxRegistry(MANAGER, () -> refusing);

    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> refused.registerStatistics("orders", statistics.bean()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unregister_refusedByTheServer_logsOneLine(boolean unchecked) {
    Exception failure =
        unchecked ? new SecurityException("no") : new MBeanRegistrationException(null, "no");
    MBeanServer refusing = refusing("unregisterMBean", failure);
    JmxRegistry refused = new JmxRegistry(MANAGER, () -> refusing);
    refused.registerStatistics("orders", statistics.bean());

    try (LoggedLines logged = new LoggedLines(JmxRegistry.class.getName())) {
      assertThatCode(() -> refused.unregister("orders")).doesNotThrowAnyException();

      assertThat(logged.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARNING cache 'orders': could not unregister javax.cache:type=CacheStatistics");
    }
  }

  @Test
  void unregister_vanishedMeanwhile_logsNothing() {
    MBeanServer refusing = refusing("unregisterMBean", new InstanceNotFoundException("gone"));
    JmxRegistry refused = new JmxRegistry(MANAGER, () -> refusing);
    refused.registerStatistics("orders", statistics.bean());

    try (LoggedLines logged = new LoggedLines(JmxRegistry.class.getName())) {
      refused.unregister("orders");

      assertThat(logged.lines()).isEmpty();
    }
  }

  @Test
  void register_noJmx_doesNothingAfterOneLine() {
    JmxRegistry without = new JmxRegistry(MANAGER, () -> {
      throw new NoClassDefFoundError("javax/management/MBeanServer");
    });

    try (LoggedLines logged = new LoggedLines(JmxRegistry.class.getName())) {
      without.registerStatistics("orders", statistics.bean());
      without.registerConfiguration("orders", cacheBean("orders"));
      without.registerStatistics("users", statistics.bean());
      without.unregister("orders");
      without.close();

      assertThat(logged.lines())
          .containsExactly("INFO cache 'orders': no JMX in this JVM, management is off: "
              + "java.lang.NoClassDefFoundError: javax/management/MBeanServer");
    }
  }

  @Test
  void new_doesNotAskForTheServer() {
    JmxRegistry unused = new JmxRegistry(MANAGER, () -> {
      throw new AssertionError("asked");
    });

    assertThatCode(() -> {
          unused.unregister("orders");
          unused.close();
        })
        .doesNotThrowAnyException();
  }

  /** Returns this test's server, except that one method of it fails. */
  private MBeanServer refusing(String method, Exception failure) {
    return (MBeanServer) Proxy.newProxyInstance(
        MBeanServer.class.getClassLoader(),
        new Class<?>[] {MBeanServer.class},
        (proxy, called, arguments) -> {
          if (called.getName().equals(method)) {
            throw failure;
          }
          return called.invoke(beans.server, arguments);
        });
  }
}
