// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;

/**
 * Java serialization, for the few classes that nothing else gets right: a stream of its own for each object, as a
 * length and bytes. Every class in the stream passes the type filter, in both directions. Kryo's own JavaSerializer has
 * no filter.
 */
final class JdkSerializer extends Serializer<Object> {

  private final ClassLoader loader;
  private final TypeFilter filter;
  private final CodecLimits limits;

  JdkSerializer(ClassLoader loader, TypeFilter filter, CodecLimits limits) {
    this.loader = loader;
    this.filter = filter;
    this.limits = limits;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    byte[] bytes = toBytes(object);
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  byte[] toBytes(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new FilteredObjectOutput(bytes, filter, limits)) {
      stream.writeObject(object);
    } catch (IOException e) {
      throw new KryoException(
          "Java serialization of " + object.getClass().getTypeName() + " failed: " + e, e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    return fromBytes(input.readBytes(input.readVarInt(true)));
  }

  Object fromBytes(byte[] bytes) {
    try (FilteredObjectInput stream = new FilteredObjectInput(bytes, loader, filter, limits)) {
      Object object = stream.readObject();
      if (object == null) {
        throw new KryoException("Java serialization of null");
      }
      return object;
    } catch (IOException e) {
      throw new KryoException("Java deserialization failed: " + e, e);
    } catch (ClassNotFoundException e) {
      throw UnusableClassException.missing(String.valueOf(e.getMessage()), e);
    }
  }
}
