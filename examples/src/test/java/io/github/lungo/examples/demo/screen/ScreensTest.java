// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.replay.LatencySummary;
import io.github.lungo.examples.demo.replay.ReplaySnapshot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScreensTest {
  private static final String ESCAPE = "\u001b";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void plain_progressFiveTimesASecond_printsOneLineASecondWithoutControls() {
    PlainScreen screen = new PlainScreen(out);

    for (int millis = 200; millis <= 2_000; millis += 200) {
      screen.progress(snapshot(millis, 200));
    }

    assertThat(printed().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line)
            .contains("hit ratio 80.00 %", "1,000 reads", "200 queries", "800 saved"));
    assertThat(printed()).doesNotContain(ESCAPE);
  }

  @Test
  void live_secondFrame_goesUpByTheFirstOnesLines() {
    LiveScreen screen = new LiveScreen(out, 1_000);

    screen.progress(snapshot(200, 200));
    long lines = printed().lines().count();
    screen.progress(snapshot(400, 200));

    assertThat(printed()).containsOnlyOnce(ESCAPE + "[" + lines + "A");
  }

  @Test
  void live_frame_showsEveryFigureInLessThanEightyColumns() {
    new LiveScreen(out, 1_000).progress(snapshot(200, 200));

    assertThat(printed())
        .contains(
            "80.00 %", "1,000 reads", "200 queries", "800 saved", "100 ns", "2.0 us", "3.0 ms");
    assertThat(printed().replace(ESCAPE + "[K", "").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  @Test
  void live_lineBetweenFrames_isNotOverwritten() {
    LiveScreen screen = new LiveScreen(out, 1_000);

    screen.progress(snapshot(200, 200));
    screen.line("Stampede");
    screen.progress(snapshot(400, 200));

    assertThat(printed()).doesNotContainPattern("\\[\\d+A");
  }

  @Test
  void claim_failed_saysWhatWasExpected() {
    new PlainScreen(out).claim(Claim.equal("queries", 1L, 64L));

    assertThat(printed()).contains("FAILED queries: 64, expected 1");
  }

  @Test
  void silent_anything_printsNothing() {
    Screen screen = new SilentScreen();

    screen.line("Stampede");
    screen.progress(snapshot(200, 200));
    screen.claim(Claim.equal("queries", 1L, 64L));

    assertThat(printed()).isEmpty();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static ReplaySnapshot snapshot(long millis, long queries) {
    LatencySummary latencies = new LatencySummary(100, 2_000, 3_000_000);
    return new ReplaySnapshot(
        Duration.ofMillis(millis), 0.5, 1_000, queries, queries, 0, 900, latencies, latencies);
  }
}
