// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Marks a test of what the specification leaves open and Lungo documents: another answer is not wrong. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag(Choice.TAG)
public @interface Choice {
  /** The tag by which the launcher tells these tests from the others. */
  String TAG = "choice";
}
