// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Unicode's general categories, in the order of the numbers that {@link Character#getType(int)} gives them. */
public enum GeneralCategory {
  UNASSIGNED("Cn", Character.UNASSIGNED),
  UPPERCASE_LETTER("Lu", Character.UPPERCASE_LETTER),
  LOWERCASE_LETTER("Ll", Character.LOWERCASE_LETTER),
  TITLECASE_LETTER("Lt", Character.TITLECASE_LETTER),
  MODIFIER_LETTER("Lm", Character.MODIFIER_LETTER),
  OTHER_LETTER("Lo", Character.OTHER_LETTER),
  NON_SPACING_MARK("Mn", Character.NON_SPACING_MARK),
  ENCLOSING_MARK("Me", Character.ENCLOSING_MARK),
  COMBINING_SPACING_MARK("Mc", Character.COMBINING_SPACING_MARK),
  DECIMAL_DIGIT_NUMBER("Nd", Character.DECIMAL_DIGIT_NUMBER),
  LETTER_NUMBER("Nl", Character.LETTER_NUMBER),
  OTHER_NUMBER("No", Character.OTHER_NUMBER),
  SPACE_SEPARATOR("Zs", Character.SPACE_SEPARATOR),
  LINE_SEPARATOR("Zl", Character.LINE_SEPARATOR),
  PARAGRAPH_SEPARATOR("Zp", Character.PARAGRAPH_SEPARATOR),
  CONTROL("Cc", Character.CONTROL),
  FORMAT("Cf", Character.FORMAT),
  PRIVATE_USE("Co", Character.PRIVATE_USE),
  SURROGATE("Cs", Character.SURROGATE),
  DASH_PUNCTUATION("Pd", Character.DASH_PUNCTUATION),
  START_PUNCTUATION("Ps", Character.START_PUNCTUATION),
  END_PUNCTUATION("Pe", Character.END_PUNCTUATION),
  CONNECTOR_PUNCTUATION("Pc", Character.CONNECTOR_PUNCTUATION),
  OTHER_PUNCTUATION("Po", Character.OTHER_PUNCTUATION),
  MATH_SYMBOL("Sm", Character.MATH_SYMBOL),
  CURRENCY_SYMBOL("Sc", Character.CURRENCY_SYMBOL),
  MODIFIER_SYMBOL("Sk", Character.MODIFIER_SYMBOL),
  OTHER_SYMBOL("So", Character.OTHER_SYMBOL),
  INITIAL_QUOTE_PUNCTUATION("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
  FINAL_QUOTE_PUNCTUATION("Pf", Character.FINAL_QUOTE_PUNCTUATION);

  private static final Map<String, GeneralCategory> BY_ABBREVIATION = Arrays.stream(values())
      .collect(Collectors.toUnmodifiableMap(c -> c.abbreviation, Function.identity()));
  private static final Map<Byte, GeneralCategory> BY_TYPE = Arrays.stream(values())
      .collect(Collectors.toUnmodifiableMap(c -> c.type, Function.identity()));

  private final String abbreviation;
  private final byte type;

  GeneralCategory(String abbreviation, byte type) {
    this.abbreviation = abbreviation;
    this.type = type;
  }

  /** Returns the category of a code point as this JDK knows it. */
  public static GeneralCategory of(int code) {
    return known(BY_TYPE.get((byte) Character.getType(code)), Character.getType(code));
  }

  /**
   * Returns the category with the two letters that Unicode gives it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GeneralCategory ofAbbreviation(String abbreviation) {
    return known(BY_ABBREVIATION.get(abbreviation), abbreviation);
  }

  private static GeneralCategory known(@Nullable GeneralCategory category, Object value) {
    if (category == null) {
      throw new IllegalArgumentException("category must be one of Unicode's: " + value);
    }
    return category;
  }

  /** Returns Unicode's two letters for it. */
  public String abbreviation() {
    return abbreviation;
  }
}
