// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Mutable maps: the size, and the keys and values in turn, as one snapshot. */
final class MapSerializer extends Serializer<Map<@Nullable Object, @Nullable Object>> {

  private final IntFunction<? extends Map<@Nullable Object, @Nullable Object>> maker;

  /** Creates a serializer whose maps are made by a function of their size. */
  MapSerializer(IntFunction<? extends Map<@Nullable Object, @Nullable Object>> maker) {
    this.maker = maker;
  }

  @Override
  public void write(Kryo kryo, Output output, Map<@Nullable Object, @Nullable Object> map) {
    writeEntries(kryo, output, map);
  }

  @Override
  public Map<@Nullable Object, @Nullable Object> read(
      Kryo kryo, Input input, Class<? extends Map<@Nullable Object, @Nullable Object>> type) {
    int size = ((BoundedInput) input).readCount(2);
    Map<@Nullable Object, @Nullable Object> map = maker.apply(size);
    kryo.reference(map);
    readEntries(kryo, input, size, map);
    return map;
  }

  static void writeEntries(Kryo kryo, Output output, Map<?, ?> map) {
    List<@Nullable Object> pairs = new ArrayList<>(2 * map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      pairs.add(entry.getKey());
      pairs.add(entry.getValue());
    }
    output.writeVarInt(pairs.size() / 2, true);
    for (int i = 0; i < pairs.size(); i++) {
      try {
        kryo.writeClassAndObject(output, pairs.get(i));
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        throw failure(map, i % 2 == 0, pairs.get(i), e);
      }
    }
  }

  static void readEntries(
      Kryo kryo, Input input, int size, Map<@Nullable Object, @Nullable Object> map) {
    boolean atKey = true;
    try {
      for (int i = 0; i < size; i++) {
        atKey = true;
        Object key = kryo.readClassAndObject(input);
        atKey = false;
        map.put(key, kryo.readClassAndObject(input));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw failure(map, atKey, null, e);
    }
  }

  private static PathFailure failure(
      Map<?, ?> map, boolean atKey, @Nullable Object part, Throwable cause) {
    Class<?> culprit = part == null ? Object.class : part.getClass();
    return PathFailure.at(map.getClass(), atKey ? "{key}" : "{value}", culprit, cause);
  }
}
