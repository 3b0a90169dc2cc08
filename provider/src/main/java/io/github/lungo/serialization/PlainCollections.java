// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** User classes that extend a collection of the JDK and add behaviour only, not state. */
final class PlainCollections {

  private static final Set<Class<?>> BASES = Set.of(
      ArrayDeque.class,
      ArrayList.class,
      ConcurrentHashMap.class,
      CopyOnWriteArrayList.class,
      HashMap.class,
      HashSet.class,
      LinkedHashMap.class,
      LinkedHashSet.class,
      LinkedList.class,
      Vector.class);

  private PlainCollections() {}

  /** Returns a serializer for the elements alone, or null if the class has fields or no no-argument constructor. */
  @SuppressWarnings("unchecked")
  static @Nullable Serializer<?> serializerFor(Class<?> type, Class<?> base) {
    if (!BASES.contains(base) || hasFields(type, base)) {
      return null;
    }
    Constructor<?> constructor;
    try {
      constructor = type.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      return null;
    }
    constructor.setAccessible(true);
    if (Map.class.isAssignableFrom(type)) {
      return new MapSerializer(size -> {
        Map<@Nullable Object, @Nullable Object> map =
            (Map<@Nullable Object, @Nullable Object>) make(constructor);
        map.clear();
        return map;
      });
    }
    return new CollectionSerializer(size -> {
      Collection<@Nullable Object> collection = (Collection<@Nullable Object>) make(constructor);
      collection.clear();
      return collection;
    });
  }

  private static boolean hasFields(Class<?> type, Class<?> base) {
    for (Class<?> part = type; part != base; part = part.getSuperclass()) {
      for (var field : part.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns a new collection, which some constructors fill. */
  private static Object make(Constructor<?> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new KryoException(
          "cannot make a " + constructor.getDeclaringClass().getTypeName()
              + " by its no-argument constructor",
          e);
    }
  }
}
