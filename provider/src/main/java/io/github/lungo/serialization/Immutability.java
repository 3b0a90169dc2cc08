// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Knows the classes whose instances can be shared because nobody can change them. */
final class Immutability {

  private static final Set<Class<?>> FINAL_TYPES = Set.of(
      Boolean.class,
      Byte.class,
      Character.class,
      Class.class,
      Currency.class,
      Double.class,
      Float.class,
      Integer.class,
      Locale.class,
      Long.class,
      OptionalDouble.class,
      OptionalInt.class,
      OptionalLong.class,
      Pattern.class,
      Short.class,
      String.class,
      URI.class,
      UUID.class);

  private static final List<Object> EMPTY = List.of(
      Collections.emptyList(),
      Collections.emptyMap(),
      Collections.emptySet(),
      List.of(),
      Map.of(),
      Optional.empty(),
      Set.of());

  private Immutability() {}

  /** Returns whether the object is a value without parts, or a shared empty collection: nobody minds a second one. */
  static boolean isPlain(Object object) {
    Class<?> type = object.getClass();
    return (!type.isRecord() && of(type)) || EMPTY.stream().anyMatch(empty -> empty == object);
  }

  /** Returns whether every object of exactly this class is immutable, and all it refers to. */
  static boolean of(Class<?> type) {
    if (type == BigDecimal.class || type == BigInteger.class) {
      return true; // their subclasses may not be
    }
    return ofDeclared(type, new HashSet<>())
        || (Charset.class.isAssignableFrom(type) && JdkTypes.contains(type));
  }

  /**
   * Returns whether every object of exactly this class is immutable and means the same in every JVM, whatever classes it
   * has: a value type of the JDK, but not {@link Class}.
   */
  static boolean ofJdk(Class<?> type) {
    return type != Class.class
        && JdkTypes.contains(type)
        && JdkTypes.isValueType(type.getName())
        && of(type);
  }

  /** Returns whether whatever a variable of this type can refer to is immutable. */
  private static boolean ofDeclared(Class<?> type, Set<Class<?>> underway) {
    if (type.isPrimitive() || FINAL_TYPES.contains(type) || isOfJavaTime(type)) {
      return true;
    }
    if (Enum.class.isAssignableFrom(type)) {
      return true;
    }
    if (!type.isRecord()) {
      return false;
    }
    if (!underway.add(type)) {
      return true; // in question already: the other components decide
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (!ofDeclared(component.getType(), underway)) {
        return false;
      }
    }
    return true;
  }

  /** The value types of java.time are final, and only the JDK has subclasses of ZoneId. */
  private static boolean isOfJavaTime(Class<?> type) {
    if (ZoneId.class.isAssignableFrom(type)) {
      return true;
    }
    String packageName = type.getPackageName();
    return (packageName.equals("java.time") || packageName.equals("java.time.chrono"))
        && JdkTypes.contains(type)
        && Modifier.isFinal(type.getModifiers())
        && Serializable.class.isAssignableFrom(type);
  }
}
