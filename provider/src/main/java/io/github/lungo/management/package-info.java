// SPDX-License-Identifier: Apache-2.0
/**
 * What a cache tells its operators: the figures it counts, the two beans of JSR-107 that show them, and the names under
 * which JMX finds those. Read {@link io.github.lungo.management.CacheStatistics} first, then
 * {@link io.github.lungo.management.JmxRegistry}.
 *
 * <p>Only {@code ManagedBean} and {@code PlatformServer} load classes of the module {@code java.management}; a JVM
 * without it can use the rest.
 */
@NullMarked
package io.github.lungo.management;

import org.jspecify.annotations.NullMarked;
