// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads the components of records where their equality does: in the fields, not by accessors. Thread-safe. */
final class RecordFields {
  private static final MethodType OF_ANY_RECORD = MethodType.methodType(Object.class, Object.class);

  /** What is kept is of the JDK and of the record's own class loader, so that ours is not kept with it. */
  private static final ClassValue<MethodHandle[]> GETTERS = new ClassValue<>() {
    @Override
    protected MethodHandle[] computeValue(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      MethodHandle[] getters = new MethodHandle[components.length];
      for (int i = 0; i < components.length; i++) {
        getters[i] = getterOf(type, components[i].getName());
      }
      return getters;
    }
  };

  private RecordFields() {}

  /**
   * Returns whether the records of a class define their hash themselves, and so perhaps their equality. The compiler makes
   * final methods; hand-written ones that are final, too, are taken for the compiler's.
   */
  static boolean hashThemselves(Class<?> type) {
    try {
      return !Modifier.isFinal(type.getMethod("hashCode").getModifiers());
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e); // every object has one
    }
  }

  /**
   * Returns what reads the components, in their order; the caller must not change it.
   *
   * @throws UnhashableException if they cannot be read
   */
  static MethodHandle[] gettersOf(Class<?> type) {
    return GETTERS.get(type);
  }

  /** Returns the component that the getter reads. */
  @SuppressWarnings(
      "CatchingUnchecked") // a getter of a field declares everything and throws nothing
  static @Nullable Object get(MethodHandle getter, Object whole) {
    try {
      return (Object) getter.invokeExact(whole);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static MethodHandle getterOf(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      if (!field.trySetAccessible()) {
        throw new UnhashableException(
            type,
            "is a record that cannot be read: let " + type.getModule() + " open "
                + type.getPackageName() + " to " + RecordFields.class.getModule());
      }
      return MethodHandles.lookup().unreflectGetter(field).asType(OF_ANY_RECORD);
    } catch (ReflectiveOperationException e) {
      throw new UnhashableException(type, "is not a usual record: " + e);
    }
  }
}
