// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** The compact encoding of an ordinary class: the values of its fields, in the order of their names. */
final class FieldsSerializer extends Serializer<Object> {

  private final Property[] properties;

  FieldsSerializer(Shape shape) {
    this.properties = shape.properties();
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    for (Property property : properties) {
      property.write(kryo, output, object);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Object object = kryo.newInstance(type);
    kryo.reference(object);
    for (Property property : properties) {
      property.readInto(kryo, input, object);
    }
    return object;
  }
}
