// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.regex.Pattern;

/**
 * What a bean shows, and of which cache. Immutable. Two of them may read alike once sanitised; {@link #text(int)} tells
 * them apart by a number.
 *
 * @param type the value JSR-107 asks for in the key {@code type}
 * @param manager the URI of the cache manager
 * @param cache the name of the cache, as its user wrote it
 */
record BeanName(String type, String manager, String cache) {
  static final String CONFIGURATION = "CacheConfiguration";
  static final String STATISTICS = "CacheStatistics";
  static final String CLUSTER_STATISTICS = "ClusterStatistics";

  /** Where the beans of JSR-107 are, and no others: its TCK counts them. */
  private static final String STANDARD_DOMAIN = "javax.cache";

  private static final String OWN_DOMAIN = "io.github.lungo";

  /** The TCK replaces the first four, which end a value; the others make a pattern, a quotation or a broken line. */
  private static final Pattern UNSAFE = Pattern.compile("[,:=\n*?\"\r\\\\]");

  /** Returns the name for JMX: the form the TCK expects for instance 1, the same and one more key beyond. */
  String text(int instance) {
    String domain = type.equals(CLUSTER_STATISTICS) ? OWN_DOMAIN : STANDARD_DOMAIN;
    String text = domain + ":type=" + type + ",CacheManager=" + sanitise(manager) + ",Cache="
        + sanitise(cache);
    return instance == 1 ? text : text + ",instance=" + instance;
  }

  private static String sanitise(String value) {
    return UNSAFE.matcher(value).replaceAll(".");
  }
}
