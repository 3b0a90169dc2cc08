// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running JDK's Unicode data: every assigned code point without private use and surrogates. Immutable. */
public final class UnicodeData {
  private final @Nullable CharacterRow[] byCode;

  private UnicodeData(@Nullable CharacterRow[] byCode) {
    this.byCode = byCode;
  }

  /** Reads the data of the running JDK. */
  public static UnicodeData ofThisJdk() {
    @Nullable CharacterRow[] byCode = new @Nullable CharacterRow[Character.MAX_CODE_POINT + 1];
    codes().forEach(code -> byCode[code] = CharacterRow.ofJdk(code));
    return new UnicodeData(byCode);
  }

  private static IntStream codes() {
    return IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(code -> switch (GeneralCategory.of(code)) {
          case UNASSIGNED, PRIVATE_USE, SURROGATE -> false;
          default -> true;
        });
  }

  /** Returns the row of a code point, or null if it has none. */
  public @Nullable CharacterRow row(int code) {
    return byCode[code];
  }

  /** Returns all rows in the order of their codes. */
  public Stream<CharacterRow> rows() {
    return Arrays.stream(byCode).filter(Objects::nonNull);
  }

  /** Returns the smallest code point that has no row. */
  public int firstMissing() {
    return IntStream.range(0, byCode.length)
        .filter(code -> byCode[code] == null)
        .findFirst()
        .orElseThrow();
  }

  /** Counts the assigned code points another way, for comparison: without building rows. */
  public static long countAssigned() {
    return IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(Character::isDefined)
        .filter(code -> code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE)
        .filter(code -> Character.getType(code) != Character.PRIVATE_USE)
        .count();
  }
}
