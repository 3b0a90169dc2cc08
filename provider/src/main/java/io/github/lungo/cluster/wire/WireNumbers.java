// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for the constants of an enum, which are part of the protocol: order may change. Immutable. */
final class WireNumbers<E extends Enum<E>> {
  private final String what;
  private final Map<E, Integer> numbers;
  private final Map<Integer, E> constants = new HashMap<>();

  /**
   * Creates a table.
   *
   * @param what what the constants are, for messages
   * @param numbers the number of every constant, each from 0 to 255 and once
   */
  WireNumbers(String what, Class<E> type, Map<E, Integer> numbers) {
    this.what = what;
    this.numbers = new EnumMap<>(numbers);
    for (E constant : type.getEnumConstants()) {
      Integer number = this.numbers.get(constant);
      if (number == null || constants.put(number, constant) != null) {
        throw new IllegalArgumentException(constant + " needs a number of its own: " + numbers);
      }
    }
  }

  void write(FrameWriter to, E constant) {
    Integer number = numbers.get(constant);
    if (number == null) {
      throw new IllegalArgumentException(constant + " has no number");
    }
    to.writeByte(number);
  }

  E read(FrameReader from) throws MalformedFrameException {
    int number = from.readByte();
    @Nullable E constant = constants.get(number);
    if (constant == null) {
      throw new MalformedFrameException("there is no " + what + " of number " + number);
    }
    return constant;
  }
}
