// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps in the order of a comparator, which is written first. */
final class SortedMapSerializer extends Serializer<SortedMap<@Nullable Object, @Nullable Object>> {

  private final Function<
          @Nullable Comparator<Object>, SortedMap<@Nullable Object, @Nullable Object>>
      maker;

  SortedMapSerializer(
      Function<@Nullable Comparator<Object>, SortedMap<@Nullable Object, @Nullable Object>> maker) {
    this.maker = maker;
  }

  @Override
  public void write(Kryo kryo, Output output, SortedMap<@Nullable Object, @Nullable Object> map) {
    kryo.writeClassAndObject(output, map.comparator());
    MapSerializer.writeEntries(kryo, output, map);
  }

  @Override
  @SuppressWarnings("unchecked")
  public SortedMap<@Nullable Object, @Nullable Object> read(
      Kryo kryo, Input input, Class<? extends SortedMap<@Nullable Object, @Nullable Object>> type) {
    Comparator<Object> comparator = (Comparator<Object>) kryo.readClassAndObject(input);
    int size = ((BoundedInput) input).readCount(2);
    SortedMap<@Nullable Object, @Nullable Object> map = maker.apply(comparator);
    kryo.reference(map);
    MapSerializer.readEntries(kryo, input, size, map);
    return map;
  }
}
