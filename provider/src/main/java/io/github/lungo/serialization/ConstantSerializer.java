// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** The only instance of its class, of which nothing needs to be written. */
final class ConstantSerializer extends Serializer<Object> {

  private final Object constant;

  ConstantSerializer(Object constant) {
    this.constant = constant;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {}

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    return constant;
  }
}
