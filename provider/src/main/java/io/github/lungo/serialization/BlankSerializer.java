// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** Instances of Object itself, which serve as locks and markers. */
final class BlankSerializer extends Serializer<Object> {

  @Override
  public void write(Kryo kryo, Output output, Object object) {}

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    return new Object();
  }
}
