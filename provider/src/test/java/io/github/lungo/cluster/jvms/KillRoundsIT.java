// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** That a cluster of real JVMs loses nothing, and shows nothing wrong, when some are killed under load. */
@Timeout(600)
final class KillRoundsIT {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void kills_underLoad_loseNothing() throws Exception {
    System.out.println("-Dkill.seed=" + SEED + " -Dkill.rounds=" + ROUNDS + ", in " + directory);
    List<KillRounds.Kill> kills;
    try (KillRounds rounds = new KillRounds(directory, SEED)) {
      kills = rounds.run(ROUNDS);
    }

    for (String cache : RunningMember.CACHES) {
      RunFindings findings = RunFindings.read(cache, directory);
      System.out.println(cache + ": " + findings.operations() + " operations, "
          + findings.undecided() + " undecided, at most " + findings.mostOfAKey() + " of a key; "
          + "from kill to the first success " + outages(findings, cache, kills)
          + " ms; longest call " + findings.longestCall().toMillis() + " ms");
      assertThat(findings.readers()).isEqualTo(4);
      assertThat(findings.wrongCounters()).isEmpty();
      assertThat(findings.mostOfAKey()).isLessThanOrEqualTo(2_000);
      assertThat(findings.linearizability().toString()).isEqualTo("linearizable");
    }
    assertThat(RunFindings.failures(directory)).isEmpty();
  }

  private static List<Long> outages(
      RunFindings findings, String cache, List<KillRounds.Kill> kills) {
    return kills.stream()
        .map(kill -> findings
            .untilFirstSuccess(
                kill.at(),
                kill.led().get(cache),
                kill.at() + Duration.ofSeconds(60).toNanos())
            .toMillis())
        .toList();
  }
}
