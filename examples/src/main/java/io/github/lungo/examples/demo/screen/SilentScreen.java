// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;

/** Shows nothing: the report is read by a program. Immutable. */
public final class SilentScreen implements Screen {

  @Override
  public void line(String text) {}

  @Override
  public void progress(ReplaySnapshot snapshot) {}

  @Override
  public void claim(Claim claim) {}
}
