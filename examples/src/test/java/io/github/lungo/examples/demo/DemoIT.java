// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lungo.examples.demo.cluster.Effort;
import io.github.lungo.examples.demo.cluster.JvmNodes;
import io.github.lungo.examples.demo.scenario.LungoCaches;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole demo of one process, with Lungo. */
@Timeout(60)
final class DemoIT {

  @Test
  void run_lungo_everyClaimHolds() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    int exitCode = Main.run(
        new Main.Parts(LungoCaches::new, JvmNodes::open, Effort.FULL),
        out,
        System.err,
        "--json",
        "--local",
        "--seconds",
        "10");

    JsonNode json = new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    assertThat(json.get("claims"))
        .isNotEmpty()
        .allSatisfy(claim ->
            assertThat(claim.get("ok").booleanValue()).as(claim.toString()).isTrue());
    assertThat(json.get("provider").textValue()).isEqualTo("io.github.lungo.LungoCachingProvider");
    assertThat(exitCode).isEqualTo(Main.ALL_CLAIMS_HOLD);
  }
}
