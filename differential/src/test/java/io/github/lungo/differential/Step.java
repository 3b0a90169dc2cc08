// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.List;

/**
 * One call on a cache, or one change of the world around it.
 *
 * @param keys the keys, all different; the listener's number where a listener is meant
 * @param values the values, used in turn
 * @param flag what the call makes of it: whether to replace, to enable
 * @param changesObjects whether the caller changes what it passed and got, when the call has ended
 */
record Step(
    Call call,
    List<Integer> keys,
    List<Integer> values,
    boolean flag,
    boolean changesObjects,
    Program program,
    Faults faults,
    Lives lives) {
  /** Stands for null. */
  static final int NULL = -1;

  int key() {
    return keys.get(0);
  }

  boolean isWithNull() {
    return keys.contains(NULL) || values.contains(NULL);
  }

  Step withKeys(List<Integer> newKeys) {
    return new Step(call, newKeys, values, flag, changesObjects, program, faults, lives);
  }

  Step withoutChanges() {
    return new Step(call, keys, values, flag, false, program, faults, lives);
  }

  Step withProgram(Program newProgram) {
    return new Step(call, keys, values, flag, changesObjects, newProgram, faults, lives);
  }

  /** Returns the step as a line of a program. */
  @Override
  public String toString() {
    String line = call.text(this);
    return changesObjects ? line + "; change what was passed and returned" : line;
  }
}
