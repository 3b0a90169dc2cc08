// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Mutable collections: the size, the class of the elements where all are of one class, and the elements. What is
 * written is one snapshot, even of a collection that another thread changes.
 */
final class CollectionSerializer extends Serializer<Collection<@Nullable Object>> {

  private final IntFunction<? extends Collection<@Nullable Object>> maker;

  /** Creates a serializer whose collections are made by a function of their size. */
  CollectionSerializer(IntFunction<? extends Collection<@Nullable Object>> maker) {
    this.maker = maker;
  }

  @Override
  public void write(Kryo kryo, Output output, Collection<@Nullable Object> collection) {
    writeElements(kryo, output, collection);
  }

  @Override
  public Collection<@Nullable Object> read(
      Kryo kryo, Input input, Class<? extends Collection<@Nullable Object>> type) {
    int size = ((BoundedInput) input).readCount(1);
    Collection<@Nullable Object> collection = maker.apply(size);
    kryo.reference(collection);
    readElements(kryo, input, size, collection);
    return collection;
  }

  static void writeElements(Kryo kryo, Output output, Collection<?> collection) {
    @Nullable Object[] elements = collection.toArray();
    output.writeVarInt(elements.length, true);
    if (elements.length == 0) {
      return;
    }
    Class<?> common = commonClass(elements);
    Registration registration = kryo.writeClass(output, common);
    int index = 0;
    try {
      for (; index < elements.length; index++) {
        if (registration == null) {
          kryo.writeClassAndObject(output, elements[index]);
        } else {
          kryo.writeObject(output, elements[index], registration.getSerializer());
        }
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      Object element = elements[index];
      Class<?> culprit = element == null ? Object.class : element.getClass();
      throw PathFailure.at(collection.getClass(), "[" + index + "]", culprit, e);
    }
  }

  static void readElements(
      Kryo kryo, Input input, int size, Collection<@Nullable Object> collection) {
    if (size == 0) {
      return;
    }
    Registration registration = kryo.readClass(input);
    Class<?> common = registration == null ? Object.class : registration.getType();
    int index = 0;
    try {
      for (; index < size; index++) {
        collection.add(
            registration == null
                ? kryo.readClassAndObject(input)
                : kryo.readObject(input, common, registration.getSerializer()));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw PathFailure.at(collection.getClass(), "[" + index + "]", common, e);
    }
  }

  private static @Nullable Class<?> commonClass(@Nullable Object[] elements) {
    Class<?> common = null;
    for (Object element : elements) {
      if (element == null || (common != null && element.getClass() != common)) {
        return null;
      }
      common = element.getClass();
    }
    return common;
  }
}
