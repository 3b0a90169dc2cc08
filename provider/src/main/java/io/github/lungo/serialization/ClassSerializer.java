// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Class objects by name. Kryo's own would build a serializer for the class, which fails for many. */
final class ClassSerializer extends Serializer<Class<?>> {

  private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
          boolean.class,
          byte.class,
          char.class,
          double.class,
          float.class,
          int.class,
          long.class,
          short.class,
          void.class)
      .collect(Collectors.toUnmodifiableMap(Class::getName, type -> type));

  private final TypeRules rules;

  ClassSerializer(TypeRules rules) {
    this.rules = rules;
  }

  @Override
  public void write(Kryo kryo, Output output, Class<?> type) {
    if (type.isHidden()) {
      throw UnusableClassException.unfit(type, "has no name that could be found again");
    }
    if (!type.isPrimitive()) {
      rules.checkAllowed(type.getName());
    }
    output.writeString(type.getName());
  }

  @Override
  public Class<?> read(Kryo kryo, Input input, Class<? extends Class<?>> ignored) {
    String name = input.readString();
    if (name == null) {
      throw new KryoException("a class without a name");
    }
    Class<?> primitive = PRIMITIVES.get(name);
    return primitive == null ? rules.load(name) : primitive;
  }
}
