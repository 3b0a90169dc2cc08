// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Numbers a class of tests, and says in a line what is right. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Trap {
  /** Returns the number of the trap, from 1. */
  int line();

  /** Returns what is right, in a line. */
  String title();
}
