// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.Set;

/** The classes of the JDK, and which of them are plain values that every {@link TypeFilter#of allow list} admits. */
final class JdkTypes {

  private static final Set<String> VALUE_PACKAGES = Set.of(
      "java.math",
      "java.time",
      "java.time.chrono",
      "java.util",
      "java.util.concurrent",
      "java.util.concurrent.atomic",
      "java.util.concurrent.locks",
      "java.util.function",
      "java.util.regex");

  private static final Set<String> VALUE_CLASSES = Set.of(
      "java.io.File",
      "java.lang.Boolean",
      "java.lang.Byte",
      "java.lang.Character",
      "java.lang.Class",
      "java.lang.Comparable",
      "java.lang.Double",
      "java.lang.Enum",
      "java.lang.Float",
      "java.lang.Integer",
      "java.lang.Iterable",
      "java.lang.Long",
      "java.lang.Number",
      "java.lang.Object",
      "java.lang.Record",
      "java.lang.Runnable",
      "java.lang.Short",
      "java.lang.StackTraceElement",
      "java.lang.String",
      "java.lang.String$CaseInsensitiveComparator",
      "java.lang.StringBuffer",
      "java.lang.StringBuilder",
      "java.lang.Throwable",
      "java.lang.Void",
      "java.lang.invoke.SerializedLambda",
      "java.net.Inet4Address",
      "java.net.Inet6Address",
      "java.net.InetAddress",
      "java.net.InetSocketAddress",
      "java.net.SocketAddress",
      "java.net.URI",
      "java.nio.charset.Charset",
      "java.sql.Date",
      "java.sql.Time",
      "java.sql.Timestamp",
      "sun.util.BuddhistCalendar",
      "sun.util.calendar.ZoneInfo");

  private JdkTypes() {}

  /** Returns whether the JDK itself brings this class. */
  static boolean contains(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  static boolean isValueType(String className) {
    if (VALUE_CLASSES.contains(className)) {
      return true;
    }
    int dot = className.lastIndexOf('.');
    if (dot < 0) {
      return false;
    }
    String packageName = className.substring(0, dot);
    return VALUE_PACKAGES.contains(packageName) || isException(packageName, className);
  }

  private static boolean isException(String packageName, String className) {
    return (packageName.startsWith("java.") || packageName.startsWith("javax.cache"))
        && (className.endsWith("Exception") || className.endsWith("Error"));
  }
}
