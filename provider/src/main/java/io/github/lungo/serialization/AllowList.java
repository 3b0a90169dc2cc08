// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.Set;

/**
 * The JDK's value types, Lungo's exceptions, and the named classes and packages. Immutable.
 *
 * @param names classes or packages, without wildcards
 */
record AllowList(Set<String> names) implements TypeFilter {

  private static final String LUNGO = "io.github.lungo.";

  @Override
  public boolean allows(String className) {
    return JdkTypes.isValueType(className)
        || names.contains(className)
        || isBelowAName(className)
        || isExceptionOfLungo(className);
  }

  private static boolean isExceptionOfLungo(String className) {
    return className.startsWith(LUNGO) && className.endsWith("Exception");
  }

  private boolean isBelowAName(String className) {
    for (int end = className.length() - 1; end > 0; end--) {
      char separator = className.charAt(end);
      if ((separator == '.' || separator == '$') && names.contains(className.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
