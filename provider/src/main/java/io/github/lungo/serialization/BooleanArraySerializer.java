// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** Arrays of booleans. Kryo's own allocates whatever length it reads. */
final class BooleanArraySerializer extends Serializer<boolean[]> {

  @Override
  public void write(Kryo kryo, Output output, boolean[] array) {
    output.writeVarInt(array.length, true);
    output.writeBooleans(array, 0, array.length);
  }

  @Override
  public boolean[] read(Kryo kryo, Input input, Class<? extends boolean[]> type) {
    return input.readBooleans(input.readVarInt(true));
  }
}
