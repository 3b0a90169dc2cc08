// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.HashMap;
import java.util.Map;

/** Enum constants by name, so that a constant may be added anywhere. */
final class EnumSerializer extends Serializer<Enum<?>> {

  private final Map<String, Enum<?>> constants = new HashMap<>();

  EnumSerializer(Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      Enum<?> named = (Enum<?>) constant;
      constants.put(named.name(), named);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, Enum<?> constant) {
    output.writeString(constant.name());
  }

  @Override
  public Enum<?> read(Kryo kryo, Input input, Class<? extends Enum<?>> type) {
    String name = input.readString();
    Enum<?> constant = constants.get(name);
    if (constant == null) {
      throw new KryoException(
          "there is no constant " + name + " in " + type.getTypeName() + " here");
    }
    return constant;
  }
}
