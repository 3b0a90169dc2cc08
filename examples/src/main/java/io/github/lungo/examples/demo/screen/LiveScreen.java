// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import java.io.PrintStream;
import java.util.List;

/** Draws the replay's panel in place with ANSI control sequences. */
public final class LiveScreen implements Screen {
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final long bound;
  private int linesToRedraw;

  /**
   * Creates a screen.
   *
   * @param bound the most entries the cache may hold, shown beside those it holds
   */
  public LiveScreen(PrintStream out, long bound) {
    this.out = out;
    this.bound = bound;
  }

  @Override
  public void line(String text) {
    linesToRedraw = 0;
    out.println(text);
  }

  @Override
  public void progress(ReplaySnapshot snapshot) {
    List<String> panel = Wording.panel(snapshot, bound);
    StringBuilder frame =
        new StringBuilder(linesToRedraw == 0 ? "" : "\u001b[" + linesToRedraw + "A");
    panel.forEach(line -> frame.append(line).append(CLEAR_LINE).append(System.lineSeparator()));
    // One write a frame, so that the panel does not flicker.
    out.print(frame);
    out.flush();
    linesToRedraw = panel.size();
  }

  @Override
  public void claim(Claim claim) {
    line((claim.ok() ? GREEN : RED) + Wording.claimLine(claim) + RESET);
  }
}
