// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Arrays of objects: the length, and each element with its class unless the array's type is exact. */
final class ArraySerializer extends Serializer<@Nullable Object[]> {

  private final Class<?> elementType;

  ArraySerializer(Class<?> elementType) {
    this.elementType = elementType;
  }

  @Override
  public void write(Kryo kryo, Output output, @Nullable Object[] array) {
    output.writeVarInt(array.length, true);
    if (array.length == 0) {
      return;
    }
    Serializer<?> exact = kryo.isFinal(elementType) ? kryo.getSerializer(elementType) : null;
    int index = 0;
    try {
      for (; index < array.length; index++) {
        if (exact == null) {
          kryo.writeClassAndObject(output, array[index]);
        } else {
          kryo.writeObjectOrNull(output, array[index], exact);
        }
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Object element = array[index];
      Class<?> culprit = element == null ? elementType : element.getClass();
      throw PathFailure.at(array.getClass(), "[" + index + "]", culprit, e);
    }
  }

  @Override
  public @Nullable Object[] read(Kryo kryo, Input input, Class<? extends @Nullable Object[]> type) {
    int length = ((BoundedInput) input).readCount(1);
    @Nullable Object[] array = (@Nullable Object[]) Array.newInstance(elementType, length);
    kryo.reference(array);
    if (length == 0) {
      return array;
    }
    Serializer<?> exact = kryo.isFinal(elementType) ? kryo.getSerializer(elementType) : null;
    int index = 0;
    try {
      for (; index < length; index++) {
        array[index] = exact == null
            ? kryo.readClassAndObject(input)
            : kryo.readObjectOrNull(input, elementType, exact);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw PathFailure.at(array.getClass(), "[" + index + "]", elementType, e);
    }
    return array;
  }
}
