// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

/** A callback that misbehaves in an operation, what the caller of that gets, and what it leaves of the key. */
record Case(
    Callback callback, Misbehaviour misbehaviour, Operation operation, Gets gets, Leaves leaves) {

  @Override
  public String toString() {
    return callback.text() + " " + misbehaviour.text() + " in " + operation.text();
  }
}
