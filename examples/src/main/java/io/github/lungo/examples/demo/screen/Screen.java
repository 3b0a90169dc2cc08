// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;

/** Where the demo shows itself. Confined to the main thread. */
public interface Screen {

  /** Shows a line of its own. */
  void line(String text);

  /** Shows where the replay stands, in place of what it showed before if it can. */
  void progress(ReplaySnapshot snapshot);

  /** Shows a checked claim. */
  void claim(Claim claim);
}
