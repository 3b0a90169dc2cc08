// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static java.lang.System.Logger.Level.INFO;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.cache.management.CacheStatisticsMXBean;
import javax.management.MBeanServer;

/**
 * The beans one cache manager has in JMX. Thread-safe.
 *
 * <p>Names take the form of the TCK, {@code javax.cache:type=CacheStatistics,CacheManager=<uri>,Cache=<name>}, with a
 * dot for each character that a name cannot hold. Where that is taken (by a manager with the same URI in another class
 * loader, or by the cache "a.b" when "a:b" comes), {@code ,instance=2} is added, or the next free number. Exactly what
 * was registered is unregistered.
 *
 * <p>No lock is held while JMX runs, which may call listeners of the user. Hence, when two threads register and
 * unregister one bean at once, what holds is settled when both have returned, not when the first has, and a bean that
 * comes while its predecessor goes may get a number. Callers that mind switch one cache from one thread at a time.
 *
 * <p>In a JVM without the module {@code java.management} all methods do nothing, after one line in the log.
 */
public final class JmxRegistry implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(JmxRegistry.class.getName());

  private final String manager;
  private final Supplier<MBeanServer> server;
  private final ConcurrentMap<BeanName, ManagedBean> beans = new ConcurrentHashMap<>();
  private final AtomicBoolean unavailable = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates the registry of a cache manager.
   *
   * @param server asked at each registration, for the server to use
   */
  public JmxRegistry(URI manager, Supplier<MBeanServer> server) {
    this.manager = requireNonNull(manager, "manager is null").toString();
    this.server = requireNonNull(server, "server is null");
  }

  /** Creates the registry of a cache manager on the JVM's own server, which is found, or missed, at first use. */
  public static JmxRegistry onPlatformServer(URI manager) {
    return new JmxRegistry(manager, new PlatformServer());
  }

  /**
   * Registers what JMX shows of a cache; changes nothing if this is done already.
   *
   * @throws javax.cache.CacheException if the server refuses the bean
   * @throws IllegalStateException if this registry is closed
   */
  public void registerConfiguration(String cacheName, LungoCacheMXBean bean) {
    requireNonNull(bean, "bean is null");
    register(name(BeanName.CONFIGURATION, cacheName), bean, LungoCacheMXBean.class);
  }

  /**
   * Registers the statistics of a cache; changes nothing if this is done already.
   *
   * @throws javax.cache.CacheException if the server refuses the bean
   * @throws IllegalStateException if this registry is closed
   */
  public void registerStatistics(String cacheName, CacheStatisticsMXBean bean) {
    requireNonNull(bean, "bean is null");
    register(name(BeanName.STATISTICS, cacheName), bean, CacheStatisticsMXBean.class);
  }

  /**
   * Registers the statistics of a cache on all members; changes nothing if this is done already.
   *
   * @throws javax.cache.CacheException if the server refuses the bean
   * @throws IllegalStateException if this registry is closed
   */
  public void registerClusterStatistics(String cacheName, ClusterStatisticsMXBean bean) {
    requireNonNull(bean, "bean is null");
    register(name(BeanName.CLUSTER_STATISTICS, cacheName), bean, ClusterStatisticsMXBean.class);
  }

  /** Unregisters what JMX shows of a cache, if it is registered; logs what goes wrong. */
  public void unregisterConfiguration(String cacheName) {
    unregister(name(BeanName.CONFIGURATION, cacheName));
  }

  /** Unregisters the statistics of a cache, here and on all members, as far as registered; logs what goes wrong. */
  public void unregisterStatistics(String cacheName) {
    unregister(name(BeanName.STATISTICS, cacheName));
    unregister(name(BeanName.CLUSTER_STATISTICS, cacheName));
  }

  /** Unregisters all beans of a cache, as far as they are registered; logs what goes wrong. */
  public void unregister(String cacheName) {
    unregisterConfiguration(cacheName);
    unregisterStatistics(cacheName);
  }

  /** Unregisters all beans; logs what goes wrong. Closing again does nothing. */
  @Override
  public void close() {
    closed = true;
    beans.keySet().forEach(this::unregister);
  }

  private <T> void register(BeanName name, T bean, Class<T> type) {
    if (closed) {
      throw new IllegalStateException(
          "cache '" + name.cache() + "': cache manager '" + manager + "' is closed");
    }
    if (unavailable.get()) {
      return;
    }
    try {
      register(name, new ManagedBean(server.get(), name, bean, type));
    } catch (NoClassDefFoundError e) {
      if (unavailable.compareAndSet(false, true)) {
        LOGGER.log(
            INFO, "cache '" + name.cache() + "': no JMX in this JVM, management is off: " + e);
      }
    }
  }

  private void register(BeanName name, ManagedBean fresh) {
    ManagedBean registered =
        beans.compute(name, (same, known) -> known == null || known.isDropped() ? fresh : known);
    if (registered != fresh) {
      return;
    }
    try {
      fresh.publish();
    } catch (RuntimeException | Error e) {
      beans.remove(name, fresh);
      throw e;
    }
    if (closed) {
      unregister(name);
    }
  }

  private void unregister(BeanName name) {
    ManagedBean bean = beans.remove(name);
    if (bean != null) {
      bean.withdraw();
    }
  }

  private BeanName name(String type, String cacheName) {
    return new BeanName(type, manager, requireNonNull(cacheName, "cacheName is null"));
  }
}
