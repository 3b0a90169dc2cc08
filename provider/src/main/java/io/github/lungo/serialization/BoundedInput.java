// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.KryoBufferUnderflowException;
import java.util.Arrays;

/**
 * An input over one array that checks every declared length against the bytes that are left before anything is
 * allocated; Kryo 5.6.2 allocates first. Confined to one thread.
 */
final class BoundedInput extends Input {

  private static final byte[] NOTHING = {};

  BoundedInput() {
    super(NOTHING);
  }

  /** Forgets the array, so that a pooled input does not keep it. */
  void clear() {
    setBuffer(NOTHING);
  }

  int remaining() {
    return limit - position;
  }

  /** Returns the next byte without moving on. */
  byte peek() {
    require(1);
    return buffer[position];
  }

  /** Moves past these bytes if they come next. */
  boolean skipIfNext(byte[] expected) {
    int end = position + expected.length;
    if (end > limit || !Arrays.equals(buffer, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    return true;
  }

  /** Returns what was read since the given position. */
  byte[] copyFrom(int start) {
    return Arrays.copyOfRange(buffer, start, position);
  }

  /** Returns a count read from the input if that many elements of the given size can follow it. */
  int readCount(int bytesEach) {
    int count = readVarInt(true);
    checkFits(count, bytesEach);
    return count;
  }

  private void checkFits(int count, int bytesEach) {
    if (count < 0 || (long) count * bytesEach > remaining()) {
      throw new KryoException(count + " elements declared, " + remaining() + " bytes left");
    }
  }

  @Override
  protected int require(int required) {
    int remaining = limit - position;
    if (required > remaining || required < 0) {
      throw new KryoBufferUnderflowException(required + " bytes expected, " + remaining + " left");
    }
    return remaining;
  }

  /** Strings go through here: the length is one more than the characters that follow. */
  @Override
  public int readVarIntFlag(boolean optimizePositive) {
    int length = super.readVarIntFlag(optimizePositive);
    checkFits(length - (length > 0 ? 1 : 0), 1);
    return length;
  }

  @Override
  public byte[] readBytes(int length) {
    checkFits(length, 1);
    return super.readBytes(length);
  }

  @Override
  public boolean[] readBooleans(int length) {
    checkFits(length, 1);
    return super.readBooleans(length);
  }

  @Override
  public short[] readShorts(int length) {
    checkFits(length, Short.BYTES);
    return super.readShorts(length);
  }

  @Override
  public char[] readChars(int length) {
    checkFits(length, Character.BYTES);
    return super.readChars(length);
  }

  @Override
  public int[] readInts(int length) {
    checkFits(length, Integer.BYTES);
    return super.readInts(length);
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    checkFits(length, 1);
    return super.readInts(length, optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    checkFits(length, Long.BYTES);
    return super.readLongs(length);
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    checkFits(length, 1);
    return super.readLongs(length, optimizePositive);
  }

  @Override
  public float[] readFloats(int length) {
    checkFits(length, Float.BYTES);
    return super.readFloats(length);
  }

  @Override
  public double[] readDoubles(int length) {
    checkFits(length, Double.BYTES);
    return super.readDoubles(length);
  }
}
