// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Objects that a reader can pass over: in front of each stands how many bytes it takes and how many objects it numbers,
 * so that references behind it stay right. Confined to one thread.
 *
 * @param references the objects of the message at hand
 * @param classes the classes of the message at hand
 */
record Regions(References references, ClassTable classes) {

  /** Two single-byte numbers, the usual case. */
  private static final int HEADER = 2;

  private static final int MAXIMUM_HEADER = 10;

  void write(Kryo kryo, Output output, Property property, Object owner) {
    Object value = property.get(owner);
    if (value == null) {
      output.writeVarInt(0, true);
      return;
    }
    int start = output.position();
    int objects = references.written();
    output.writeShort(0);
    property.writeWithClass(kryo, output, owner, value);
    int length = output.position() - start - HEADER;
    int numbered = references.written() - objects;
    int header = Output.varIntLength(length, true) + Output.varIntLength(numbered, true);
    if (header > HEADER) {
      output.writeBytes(new byte[MAXIMUM_HEADER], 0, header - HEADER);
      System.arraycopy(
          output.getBuffer(), start + HEADER, output.getBuffer(), start + header, length);
    }
    output.setPosition(start);
    output.writeVarInt(length, true);
    output.writeVarInt(numbered, true);
    output.setPosition(start + header + length);
  }

  /** Returns the object that comes next, or null without reading it if there is no property for it and it may not exist. */
  @Nullable
  Object read(Kryo kryo, BoundedInput input, @Nullable Property property) {
    int length = input.readCount(1);
    if (length == 0) {
      return null;
    }
    int numbered = input.readCount(1);
    int end = input.position() + length;
    if (length > input.remaining()) {
      throw new KryoException("a field of " + length + " bytes, " + input.remaining() + " left");
    }
    if (property == null && !classes.isComplete()) {
      references.skip(numbered);
      input.setPosition(end);
      return null;
    }
    Object value =
        property == null ? kryo.readClassAndObject(input) : property.readWithClass(kryo, input);
    if (input.position() != end) {
      throw new KryoException(
          "a field took " + (length + input.position() - end) + " bytes of its " + length);
    }
    return value;
  }
}
