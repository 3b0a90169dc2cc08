// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import javax.cache.annotation.BeanProvider;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * Hands the TCK's annotation tests their beans, with the caching interceptors around them. The TCK finds this class by {@code ServiceLoader};
 * without it the TCK reports its annotation tests as passed although it ran none of them.
 */
public final class WeldBeanProvider implements BeanProvider {
  // One archive, because the interceptors are enabled in the beans.xml of their own jar and the
  // beans are in another.
  private final WeldContainer container = new Weld().disableIsolation().initialize();

  @Override
  public <T> T getBeanByType(Class<T> beanClass) {
    return container.select(beanClass).get();
  }
}
