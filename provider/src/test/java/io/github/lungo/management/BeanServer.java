// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.List;
import java.util.function.BiConsumer;
import javax.cache.configuration.MutableConfiguration;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerFactory;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;

/** A server of one test, and short words for what tests ask of it. Thread-safe. */
final class BeanServer {
  final MBeanServer server = MBeanServerFactory.newMBeanServer();

  /** Returns the names of all our beans, without the part that they share. */
  List<String> names() throws Exception {
    return server.queryNames(new ObjectName("javax.cache:*"), null).stream()
        .map(name -> name.toString().replace("javax.cache:type=Cache", ""))
        .sorted()
        .toList();
  }

  Object read(String name, String attribute) throws Exception {
    return server.getAttribute(name(name), attribute);
  }

  void drop(String name) throws Exception {
    server.unregisterMBean(name(name));
  }

  /** Calls back, on the thread that registers or unregisters, while it does. */
  void listen(String notification, BiConsumer<MBeanServer, ObjectName> reaction) throws Exception {
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME,
        (received, handback) -> {
          if (received.getType().equals(notification)) {
            reaction.accept(server, ((MBeanServerNotification) received).getMBeanName());
          }
        },
        null,
        null);
  }

  static LungoCacheMXBean cacheBean(String cacheName) {
    MutableConfiguration<Object, Object> configuration = new MutableConfiguration<>();
    return new CacheBean(
        cacheName, "local", () -> configuration, ManualCapacity.ofSize(100), new ManualLoads());
  }

  private static ObjectName name(String name) throws Exception {
    return new ObjectName("javax.cache:type=Cache" + name);
  }
}
