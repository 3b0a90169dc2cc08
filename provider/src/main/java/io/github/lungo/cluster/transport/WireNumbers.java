// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers that stand for the constants of an enum, which are part of the protocol: order may change. Immutable. */
public final class WireNumbers<E extends Enum<E>> {
  private final String what;
  private final Map<E, Integer> numbers;
  private final Map<Integer, E> constants = new HashMap<>();

  /**
   * Creates a table.
   *
   * @param what what the constants are, for messages
   * @param numbers the number of every constant, each from 0 to 255 and once
   */
  public WireNumbers(String what, Class<E> type, Map<E, Integer> numbers) {
    this.what = what;
    this.numbers = new EnumMap<>(numbers);
    for (E constant : type.getEnumConstants()) {
      Integer number = this.numbers.get(constant);
      if (number == null || constants.put(number, constant) != null) {
        throw new IllegalArgumentException(constant + " needs a number of its own: " + numbers);
      }
    }
  }

  /** Creates a table of constants that know their numbers, each from 0 to 255 and of one constant alone. */
  public WireNumbers(String what, Class<E> type, ToIntFunction<E> number) {
    this(
        what,
        type,
        Stream.of(type.getEnumConstants())
            .collect(Collectors.toMap(constant -> constant, number::applyAsInt)));
  }

  /** Writes the number of a constant. */
  public void write(FrameWriter to, E constant) {
    Integer number = numbers.get(constant);
    if (number == null) {
      throw new IllegalArgumentException(constant + " has no number");
    }
    to.writeByte(number);
  }

  /** Reads a number, and returns its constant. */
  public E read(FrameReader from) throws MalformedFrameException {
    int number = from.readByte();
    @Nullable E constant = constants.get(number);
    if (constant == null) {
      throw new MalformedFrameException("there is no " + what + " of number " + number);
    }
    return constant;
  }
}
