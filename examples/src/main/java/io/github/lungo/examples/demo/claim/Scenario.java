// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import java.util.List;

/** A part of the demo that does something with a cache and checks what came of it. */
public interface Scenario {

  /** Returns the heading under which its claims are shown. */
  String title();

  /**
   * Runs the scenario and returns what it checked.
   *
   * @throws Exception if it could not be checked; the report then has a failed claim in its place
   */
  List<Claim> run() throws Exception;
}
