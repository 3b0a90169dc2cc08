// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.function.Function;

/**
 * Objects that can only be made once their parts are known, such as {@code List.of} and unmodifiable wrappers: another
 * object that holds the parts is written in their place.
 *
 * @param <T> the type of objects
 * @param <P> the type that holds their parts
 */
final class RebuiltSerializer<T, P> extends Serializer<T> {

  private final References references;
  private final Function<T, P> parts;
  private final Function<P, T> rebuild;

  RebuiltSerializer(References references, Function<T, P> parts, Function<P, T> rebuild) {
    this.references = references;
    this.parts = parts;
    this.rebuild = rebuild;
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    references.begin(object);
    kryo.writeClassAndObject(output, parts.apply(object));
    references.end();
  }

  @Override
  @SuppressWarnings("unchecked")
  public T read(Kryo kryo, Input input, Class<? extends T> type) {
    return rebuild.apply((P) kryo.readClassAndObject(input));
  }
}
