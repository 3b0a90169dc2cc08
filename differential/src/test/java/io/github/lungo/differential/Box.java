// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.io.Serializable;

/** A key or a value that its owner can change. Not thread-safe. */
final class Box implements Serializable {
  private static final long serialVersionUID = 1L;

  private int number;

  Box(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Becomes unequal to what it was. */
  void change() {
    number += 500;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box box && box.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
