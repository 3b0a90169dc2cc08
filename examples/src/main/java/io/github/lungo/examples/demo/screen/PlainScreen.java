// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import java.io.PrintStream;
import java.time.Duration;

/** Prints lines and nothing else, for files, pipes and terminals that cannot do more: one line of progress a second. */
public final class PlainScreen implements Screen {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final PrintStream out;
  private Duration nextProgress = Duration.ZERO;

  public PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void line(String text) {
    out.println(text);
  }

  @Override
  public void progress(ReplaySnapshot snapshot) {
    if (snapshot.elapsed().compareTo(nextProgress) >= 0) {
      nextProgress = snapshot.elapsed().plus(INTERVAL);
      out.println(Wording.progressLine(snapshot));
    }
  }

  @Override
  public void claim(Claim claim) {
    out.println(Wording.claimLine(claim));
  }
}
