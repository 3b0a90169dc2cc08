// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static java.lang.System.Logger.Level.WARNING;

import java.util.concurrent.atomic.AtomicReference;
import javax.cache.CacheException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * A bean that knows whether a server holds it, and under which name. Thread-safe without a lock.
 *
 * <p>Lives once: published, then withdrawn by us or dropped by someone else through the server. Both may happen while it
 * is being published; it is then gone when {@link #publish()} returns.
 */
final class ManagedBean extends StandardMBean {
  private static final System.Logger LOGGER = System.getLogger(JmxRegistry.class.getName());

  private final MBeanServer server;
  private final BeanName name;
  private final AtomicReference<@Nullable ObjectName> registeredAs = new AtomicReference<>();
  private volatile boolean withdrawn;
  private volatile boolean dropped;

  <T> ManagedBean(MBeanServer server, BeanName name, T bean, Class<T> type) {
    super(bean, type, /* isMXBean= */ true);
    this.server = server;
    this.name = name;
  }

  /** Returns whether someone else took this bean out of the server. */
  boolean isDropped() {
    return dropped;
  }

  /**
   * Registers this bean under the first name that is free.
   *
   * @throws CacheException if the server refuses it
   * @throws SecurityException if the caller may not register beans
   */
  void publish() {
    try {
      registeredAs.set(registerUnderFreeName());
    } catch (JMException | JMRuntimeException e) {
      throw new CacheException(
          "cache '" + name.cache() + "': could not register " + name.text(1) + ": " + e, e);
    }
    // INVARIANT: the name is set before the flags are read; withdraw and postDeregister set their
    // flag before they take the name. Whichever comes second sees the other.
    if (dropped) {
      registeredAs.set(null);
    }
    if (withdrawn) {
      withdraw();
    }
  }

  /** Unregisters this bean and no other; logs what goes wrong. */
  void withdraw() {
    withdrawn = true;
    ObjectName registered = registeredAs.getAndSet(null);
    if (registered == null) {
      return;
    }
    try {
      server.unregisterMBean(registered);
    } catch (InstanceNotFoundException e) {
      // Somebody else removed it a moment ago, which is what was wanted.
    } catch (JMException | RuntimeException e) {
      LOGGER.log(WARNING, "cache '" + name.cache() + "': could not unregister " + registered, e);
    }
  }

  @Override
  public void postDeregister() {
    dropped = true;
    registeredAs.set(null);
    super.postDeregister();
  }

  private ObjectName registerUnderFreeName() throws JMException {
    for (int instance = 1; ; instance++) {
      try {
        return server.registerMBean(this, new ObjectName(name.text(instance))).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        // A manager with the same URI or a cache whose name reads alike has it: try the next.
      }
    }
  }
}
