// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import org.jspecify.annotations.Nullable;

/** The compact encoding of a record: its components in order. */
final class RecordSerializer extends Serializer<Object> {

  private final Shape shape;
  private final References references;

  RecordSerializer(Shape shape, References references) {
    this.shape = shape;
    this.references = references;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    references.begin(object);
    for (Property property : shape.properties()) {
      property.write(kryo, output, object);
    }
    references.end();
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Property[] properties = shape.properties();
    @Nullable Object[] values = new @Nullable Object[properties.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = properties[i].read(kryo, input);
    }
    return shape.construct(values);
  }
}
