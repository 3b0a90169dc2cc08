// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.io.Serializable;
import java.util.Locale;

/** One row of the table: what Unicode says about a code point. Immutable. */
public record CharacterRow(int code, String name, String script, GeneralCategory category)
    implements Serializable {

  /** Returns what this JDK knows about an assigned code point. */
  static CharacterRow ofJdk(int code) {
    return new CharacterRow(
        code,
        Character.getName(code),
        Character.UnicodeScript.of(code).name(),
        GeneralCategory.of(code));
  }

  /** Returns the same character under another name. */
  public CharacterRow named(String newName) {
    return new CharacterRow(code, newName, script, category);
  }

  /** Returns the row as Unicode's charts write it: {@code U+2615 HOT BEVERAGE (COMMON, So)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "U+%04X %s (%s, %s)", code, name, script, category.abbreviation());
  }
}
