// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Classes of a provider that only its own JVM has: nothing here is compiled against the others, whose dependencies contradict
 * one another. Thread-safe.
 */
public final class Foreign {
  /** Looking through all methods of a class takes longer than most calls. */
  private static final Map<Signature, Method> KNOWN = new ConcurrentHashMap<>();

  private record Signature(Class<?> type, String name, List<? extends Class<?>> arguments) {}

  private Foreign() {}

  /** Makes an object of that class by the first public constructor that takes the arguments. */
  public static Object make(String type, Object... arguments) {
    try {
      Constructor<?> constructor = fitting(Class.forName(type).getConstructors(), "", arguments);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type, e);
    }
  }

  /** Calls a public method of the object. */
  public static Object call(Object target, String name, Object... arguments) {
    return invoke(target.getClass(), target, name, arguments);
  }

  /** Calls a public static method. */
  public static Object callStatic(String type, String name, Object... arguments) {
    return invoke(type(type), type, name, arguments);
  }

  /** Returns a constant of an enum. */
  public static Object constant(String type, String name) {
    return Arrays.stream(type(type).getEnumConstants())
        .filter(constant -> constant.toString().equals(name))
        .findAny()
        .orElseThrow();
  }

  /** Returns a public static field. */
  public static Object field(String type, String name) {
    try {
      return requireNonNull(type(type).getField(name).get(null), name);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + "." + name, e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(name, e);
    }
  }

  private static Object invoke(Class<?> type, Object target, String name, Object... arguments) {
    try {
      List<? extends Class<?>> types =
          Arrays.stream(arguments).map(Object::getClass).toList();
      Method method = KNOWN.computeIfAbsent(
          new Signature(type, name, types), unknown -> method(type, name, arguments));
      return method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName() + "." + name, e);
    }
  }

  private static Method method(Class<?> type, String name, Object... arguments) {
    Method method = fitting(type.getMethods(), name, arguments);
    method.setAccessible(true); // some are public in classes that are not
    return method;
  }

  private static <E extends Executable> E fitting(
      E[] candidates, String name, Object... arguments) {
    return Arrays.stream(candidates)
        .filter(
            candidate -> candidate instanceof Constructor || candidate.getName().equals(name))
        .filter(candidate -> takes(candidate.getParameterTypes(), arguments))
        .findFirst()
        .orElseThrow(() -> new LinkageError("no fitting '" + name + "'"));
  }

  private static boolean takes(Class<?>[] types, Object... arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Class<?> boxed = MethodType.methodType(types[i]).wrap().returnType();
      if (!boxed.isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
