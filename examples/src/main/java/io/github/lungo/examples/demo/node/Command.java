// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

/** The requests that a node answers, one for each method of {@link Node}. */
enum Command {
  NAME,
  NAMES,
  RENAME,
  HOLD,
  RELEASE,
  GATHER,
  OUTCOMES,
  COUNT,
  WRITE,
  NUMBERS,
  ROWS_HELD,
  LEAVE
}
