// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.cache.Cache;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Reads the beans of caches on the JVM's server, as a console does. */
final class Beans {
  static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private Beans() {}

  static Object statistic(Cache<?, ?> cache, String attribute) throws JMException {
    return SERVER.getAttribute(only("CacheStatistics", cache), attribute);
  }

  static Object attribute(Cache<?, ?> cache, String attribute) throws JMException {
    return SERVER.getAttribute(only("CacheConfiguration", cache), attribute);
  }

  static void set(Cache<?, ?> cache, Attribute attribute) throws JMException {
    SERVER.setAttribute(only("CacheConfiguration", cache), attribute);
  }

  /** Returns all beans of caches of the manager. */
  static Set<ObjectName> of(javax.cache.CacheManager manager) {
    return query("javax.cache:*,CacheManager=" + manager.getURI().toString().replace(':', '.'));
  }

  private static ObjectName only(String type, Cache<?, ?> cache) {
    Set<ObjectName> names = query("javax.cache:type=" + type + ",Cache=" + cache.getName()
        + ",*,CacheManager=" + cache.getCacheManager().getURI().toString().replace(':', '.'));
    assertThat(names).hasSize(1);
    return names.iterator().next();
  }

  private static Set<ObjectName> query(String pattern) {
    try {
      return SERVER.queryNames(new ObjectName(pattern), null);
    } catch (MalformedObjectNameException e) {
      throw new AssertionError(e);
    }
  }
}
