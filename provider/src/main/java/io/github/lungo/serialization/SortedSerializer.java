// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collections in the order of a comparator, which is written first.
 *
 * @param <C> the type of collections
 */
final class SortedSerializer<C extends Collection<?>> extends Serializer<C> {

  private final Function<C, @Nullable Comparator<?>> comparatorOf;
  private final BiFunction<@Nullable Comparator<Object>, Integer, C> maker;

  /** Creates a serializer whose collections are made by a function of their comparator and size. */
  SortedSerializer(
      Function<C, @Nullable Comparator<?>> comparatorOf,
      BiFunction<@Nullable Comparator<Object>, Integer, C> maker) {
    this.comparatorOf = comparatorOf;
    this.maker = maker;
  }

  @Override
  public void write(Kryo kryo, Output output, C collection) {
    kryo.writeClassAndObject(output, comparatorOf.apply(collection));
    CollectionSerializer.writeElements(kryo, output, collection);
  }

  @Override
  @SuppressWarnings("unchecked")
  public C read(Kryo kryo, Input input, Class<? extends C> type) {
    Comparator<Object> comparator = (Comparator<Object>) kryo.readClassAndObject(input);
    int size = ((BoundedInput) input).readCount(1);
    C collection = maker.apply(comparator, size);
    kryo.reference(collection);
    CollectionSerializer.readElements(kryo, input, size, (Collection<@Nullable Object>) collection);
    return collection;
  }
}
