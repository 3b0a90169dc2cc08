// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.lang.reflect.Field;

/** Primitive values on the wire, by the JVM's letter for their type. */
final class Primitives {

  private Primitives() {}

  static void write(char kind, Output output, Field field, Object owner)
      throws IllegalAccessException {
    switch (kind) {
      case 'I' -> output.writeVarInt(field.getInt(owner), false);
      case 'J' -> output.writeVarLong(field.getLong(owner), false);
      case 'Z' -> output.writeBoolean(field.getBoolean(owner));
      case 'D' -> output.writeDouble(field.getDouble(owner));
      case 'F' -> output.writeFloat(field.getFloat(owner));
      case 'S' -> output.writeShort(field.getShort(owner));
      case 'B' -> output.writeByte(field.getByte(owner));
      case 'C' -> output.writeChar(field.getChar(owner));
      default -> throw unknown(kind);
    }
  }

  static void readInto(char kind, Input input, Field field, Object owner)
      throws IllegalAccessException {
    switch (kind) {
      case 'I' -> field.setInt(owner, input.readVarInt(false));
      case 'J' -> field.setLong(owner, input.readVarLong(false));
      case 'Z' -> field.setBoolean(owner, input.readBoolean());
      case 'D' -> field.setDouble(owner, input.readDouble());
      case 'F' -> field.setFloat(owner, input.readFloat());
      case 'S' -> field.setShort(owner, input.readShort());
      case 'B' -> field.setByte(owner, input.readByte());
      case 'C' -> field.setChar(owner, input.readChar());
      default -> throw unknown(kind);
    }
  }

  static Object read(char kind, Input input) {
    return switch (kind) {
      case 'I' -> input.readVarInt(false);
      case 'J' -> input.readVarLong(false);
      case 'Z' -> input.readBoolean();
      case 'D' -> input.readDouble();
      case 'F' -> input.readFloat();
      case 'S' -> input.readShort();
      case 'B' -> input.readByte();
      case 'C' -> input.readChar();
      default -> throw unknown(kind);
    };
  }

  /** Returns what a field of this kind holds in a new object. */
  static Object zero(char kind) {
    return switch (kind) {
      case 'I' -> 0;
      case 'J' -> 0L;
      case 'Z' -> false;
      case 'D' -> 0.0;
      case 'F' -> 0.0f;
      case 'S' -> (short) 0;
      case 'B' -> (byte) 0;
      case 'C' -> (char) 0;
      default -> throw unknown(kind);
    };
  }

  private static KryoException unknown(char kind) {
    return new KryoException("unknown kind of field: '" + kind + "'");
  }
}
