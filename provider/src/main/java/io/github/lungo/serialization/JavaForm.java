// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.Set;

/** User classes whose serial form is more than their fields, so that only Java serialization gets them right. */
final class JavaForm {

  /** Their transient fields are caches and counters that start afresh. */
  private static final Set<Class<?>> STATELESS = Set.of(
      AbstractCollection.class,
      AbstractList.class,
      AbstractMap.class,
      AbstractQueue.class,
      AbstractSequentialList.class,
      AbstractSet.class,
      Number.class,
      Object.class,
      Record.class);

  private JavaForm() {}

  static boolean isNeededBy(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)) {
      return false;
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return true;
    }
    if (Externalizable.class.isAssignableFrom(type) && !type.isRecord()) {
      return true;
    }
    for (Class<?> part = type;
        part != null && !JdkTypes.contains(part);
        part = part.getSuperclass()) {
      if (declares(part, "writeReplace") || declares(part, "readResolve")) {
        return true;
      }
      boolean streams = declares(part, "writeObject", ObjectOutputStream.class)
          || declares(part, "readObject", ObjectInputStream.class);
      if (streams && !type.isRecord()) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
    try {
      return !Modifier.isStatic(type.getDeclaredMethod(method, parameters).getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /** Returns the nearest superclass that belongs to the JDK. */
  static Class<?> jdkBaseOf(Class<?> type) {
    Class<?> base = type;
    while (!JdkTypes.contains(base)) {
      base = base.getSuperclass();
    }
    return base;
  }

  /** Returns whether a class of the JDK keeps state that its subclasses' fields do not show. */
  static boolean hasState(Class<?> jdkClass) {
    for (Class<?> part = jdkClass;
        part != null && !STATELESS.contains(part);
        part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return true;
        }
      }
    }
    return false;
  }
}
