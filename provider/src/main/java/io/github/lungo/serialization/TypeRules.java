// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Serializer;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Decides once per class how its instances are encoded. Confined to one thread: its serializers are. */
final class TypeRules {

  private final ClassLoader loader;
  private final TypeFilter filter;
  private final Encoding encoding;
  private final References references;
  private final JdkSerializer jdk;
  private final Map<String, Class<?>> loaded = new HashMap<>();

  TypeRules(
      ClassLoader loader,
      TypeFilter filter,
      Encoding encoding,
      References references,
      JdkSerializer jdk) {
    this.loader = loader;
    this.filter = filter;
    this.encoding = encoding;
    this.references = references;
    this.jdk = jdk;
  }

  /** Returns the class with the name, if it is allowed. */
  Class<?> load(String name) {
    Class<?> known = loaded.get(name);
    if (known != null) {
      return known;
    }
    checkAllowed(name);
    try {
      Class<?> found = Class.forName(name, false, loader);
      loaded.put(name, found);
      return found;
    } catch (ClassNotFoundException | LinkageError e) {
      throw UnusableClassException.missing(name, e);
    }
  }

  /** Checks a class name as the JVM writes it, without loading the class. */
  void checkAllowed(String name) {
    String element = name;
    int dimensions = name.lastIndexOf('[') + 1;
    if (dimensions > 0) {
      if (!name.endsWith(";")) {
        return; // an array of primitives, or no class at all
      }
      element = name.substring(dimensions + 1, name.length() - 1);
    }
    if (!filter.allows(element)) {
      throw UnusableClassException.notAllowed(element);
    }
  }

  /** Returns the class whose serializer and name stand for those of the given class; mostly the class itself. */
  Class<?> standInFor(Class<?> type) {
    if (Proxy.isProxyClass(type)) {
      throw UnusableClassException.unfit(
          type, "is a dynamic proxy, whose handler may do anything when decoded");
    }
    if (type.isHidden()) {
      if (Serializable.class.isAssignableFrom(type)) {
        return Lambda.class;
      }
      throw UnusableClassException.unfit(
          type, "is a lambda or hidden class that is not Serializable");
    }
    if (Enum.class.isAssignableFrom(type) && !type.isEnum() && type != Enum.class) {
      return type.getSuperclass();
    }
    return JdkTypes.contains(type) ? JdkStandIns.of(type) : type;
  }

  /** Returns a new serializer for a class that stands for itself and has no fixed number. */
  Serializer<?> serializerFor(Class<?> type, ClassTable classes) {
    checkAllowed(type.getName());
    if (type.isArray()) {
      return new ArraySerializer(type.getComponentType());
    }
    if (type.isEnum()) {
      return new EnumSerializer(type);
    }
    if (JdkTypes.contains(type)) {
      return jdkSerializerFor(type);
    }
    Resources.check(type);
    if (JavaForm.isNeededBy(type)) {
      return jdk;
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw UnusableClassException.unfit(type, "is abstract");
    }
    return type.isRecord() ? ofShape(type, classes) : userSerializerFor(type, classes);
  }

  private Serializer<?> jdkSerializerFor(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)) {
      throw UnusableClassException.unfit(
          type,
          "belongs to the JDK and is not Serializable: it stands for something in this process");
    }
    return jdk;
  }

  private Serializer<?> userSerializerFor(Class<?> type, ClassTable classes) {
    Class<?> base = JavaForm.jdkBaseOf(type);
    if (!JavaForm.hasState(base)) {
      return ofShape(type, classes);
    }
    Serializer<?> plain = PlainCollections.serializerFor(type, base);
    if (plain != null) {
      return plain;
    }
    if (!Serializable.class.isAssignableFrom(type)) {
      throw UnusableClassException.unfit(
          type, "extends " + base.getName() + ", whose state cannot be read");
    }
    return jdk;
  }

  private Serializer<?> ofShape(Class<?> type, ClassTable classes) {
    Shape shape = Shape.of(type);
    if (encoding == Encoding.EVOLVING) {
      return new EvolvingSerializer(shape, references, classes);
    }
    return type.isRecord() ? new RecordSerializer(shape, references) : new FieldsSerializer(shape);
  }
}
