// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** One field of a class, or component of a record. Confined to one thread: it keeps the serializer of a final type. */
final class Property {

  /** The kind of properties that hold objects; all others are the JVM's letters for primitive types. */
  static final char OBJECT = 'L';

  private final Field field;
  private final String name;
  private final char kind;
  private final boolean exact;
  private @Nullable Serializer<?> serializer;

  Property(Field field, String name) {
    field.setAccessible(true);
    Class<?> type = field.getType();
    this.field = field;
    this.name = name;
    this.kind = type.isPrimitive() ? type.descriptorString().charAt(0) : OBJECT;
    this.exact = kind == OBJECT && Modifier.isFinal(elementOf(type).getModifiers());
  }

  private static Class<?> elementOf(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  String name() {
    return name;
  }

  char kind() {
    return kind;
  }

  Class<?> type() {
    return field.getType();
  }

  /** Writes the property of the owner, the class of its value only where the declared type leaves it open. */
  void write(Kryo kryo, Output output, Object owner) {
    if (kind != OBJECT) {
      writePrimitive(output, owner);
      return;
    }
    Object value = get(owner);
    if (!exact || value == null) {
      writeWithClass(kryo, output, owner, value);
      return;
    }
    try {
      kryo.writeObjectOrNull(output, value, exactSerializer(kryo));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw PathFailure.at(owner.getClass(), "." + field.getName(), value.getClass(), e);
    }
  }

  void writeWithClass(Kryo kryo, Output output, Object owner, @Nullable Object value) {
    try {
      kryo.writeClassAndObject(output, value);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Class<?> culprit = value == null ? field.getType() : value.getClass();
      throw PathFailure.at(owner.getClass(), "." + field.getName(), culprit, e);
    }
  }

  void writePrimitive(Output output, Object owner) {
    try {
      Primitives.write(kind, output, field, owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the value read, boxed where primitive. */
  @Nullable
  Object read(Kryo kryo, Input input) {
    if (kind != OBJECT) {
      return Primitives.read(kind, input);
    }
    if (!exact) {
      return readWithClass(kryo, input);
    }
    if (((BoundedInput) input).peek() == Kryo.NULL) {
      input.setPosition(input.position() + 1);
      return null;
    }
    try {
      return kryo.readObjectOrNull(input, field.getType(), exactSerializer(kryo));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw failedToRead(e);
    }
  }

  @Nullable
  Object readWithClass(Kryo kryo, Input input) {
    try {
      return kryo.readClassAndObject(input);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw failedToRead(e);
    }
  }

  private PathFailure failedToRead(Throwable cause) {
    return PathFailure.at(field.getDeclaringClass(), "." + field.getName(), field.getType(), cause);
  }

  /** Reads the value into the field of the owner, without boxing. */
  void readInto(Kryo kryo, Input input, Object owner) {
    if (kind == OBJECT) {
      set(owner, read(kryo, input));
      return;
    }
    try {
      Primitives.readInto(kind, input, field, owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Nullable
  Object get(Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  void set(Object owner, @Nullable Object value) {
    try {
      field.set(owner, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (IllegalArgumentException e) {
      throw failedToRead(e);
    }
  }

  private Serializer<?> exactSerializer(Kryo kryo) {
    Serializer<?> found = serializer;
    if (found == null) {
      found = kryo.getSerializer(field.getType());
      serializer = found;
    }
    return found;
  }
}
