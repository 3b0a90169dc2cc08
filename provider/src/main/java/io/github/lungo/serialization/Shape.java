// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a class that make up its state: every field that is neither static nor transient, compiler-made
 * ones included, for they hold captured variables. In a record, the components in order. Confined to one thread.
 */
final class Shape {

  private final Class<?> type;
  private final Property[] properties;
  private final @Nullable Constructor<?> constructor;

  private Shape(Class<?> type, Property[] properties, @Nullable Constructor<?> constructor) {
    this.type = type;
    this.properties = properties;
    this.constructor = constructor;
  }

  Class<?> type() {
    return type;
  }

  /** Returns the properties, which the caller must not change. */
  Property[] properties() {
    return properties;
  }

  boolean isRecord() {
    return constructor != null;
  }

  static Shape of(Class<?> type) {
    return type.isRecord() ? ofRecord(type) : ofClass(type);
  }

  private static Shape ofRecord(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Property[] properties = new Property[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        String name = components[i].getName();
        properties[i] = new Property(type.getDeclaredField(name), name);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new Shape(type, properties, constructor);
    } catch (ReflectiveOperationException e) {
      throw new KryoException(type.getTypeName() + " is not a usual record", e);
    }
  }

  private static Shape ofClass(Class<?> type) {
    List<Property> properties = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Class<?> part = type;
        part != null && !JdkTypes.contains(part);
        part = part.getSuperclass()) {
      for (Field field : part.getDeclaredFields()) {
        if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
          properties.add(new Property(field, uniqueName(type, field, names)));
        }
      }
    }
    properties.sort(Comparator.comparing(Property::name));
    return new Shape(type, properties.toArray(Property[]::new), null);
  }

  /** Inherited fields carry the name of their class, so that a field that hides another cannot be taken for it. */
  private static String uniqueName(Class<?> type, Field field, Set<String> taken) {
    Class<?> owner = field.getDeclaringClass();
    String name = owner == type ? field.getName() : owner.getSimpleName() + "." + field.getName();
    if (!taken.add(name)) {
      name = owner.getName() + "." + field.getName();
      taken.add(name);
    }
    return name;
  }

  /** Returns a record made by its canonical constructor, which may refuse the values. */
  Object construct(@Nullable Object[] values) {
    if (constructor == null) {
      throw new IllegalStateException(type + " is not a record");
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new KryoException(
          "the constructor of " + type.getTypeName() + " refused the values read", e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new KryoException("the values read do not fit the record " + type.getTypeName(), e);
    }
  }
}
