// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import javax.management.MBeanServer;

/**
 * Finds the JVM's own server, where JSR-107 wants the beans. Immutable.
 *
 * <p>A class, because making a lambda or method reference of this type needs the module {@code java.management} already,
 * at a place where its absence would not be expected.
 */
final class PlatformServer implements Supplier<MBeanServer> {

  @Override
  public MBeanServer get() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
