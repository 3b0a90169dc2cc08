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
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole demo of a cluster, with Lungo in JVMs of their own. */
@Timeout(240)
final class ClusterDemoIT {

  @ParameterizedTest
  @MethodSource("modes")
  void run_lungo_everyClaimHoldsAndNoProcessIsLeft(String mode, Effort effort) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    long children = ProcessHandle.current().children().count();

    int exitCode = Main.run(
        new Main.Parts(LungoCaches::new, JvmNodes::open, effort),
        out,
        System.err,
        "--json",
        "--mode",
        mode);

    JsonNode json = new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    assertThat(json.get("claims"))
        .hasSizeGreaterThanOrEqualTo(21)
        .allSatisfy(claim ->
            assertThat(claim.get("ok").booleanValue()).as(claim.toString()).isTrue());
    assertThat(exitCode).isEqualTo(Main.ALL_CLAIMS_HOLD);
    assertThat(ProcessHandle.current().children()).hasSize((int) children);
  }

  /** One in full, the others with less work for the same claims: {@code ./demo} does all of it in each mode. */
  static Stream<Arguments> modes() {
    return Stream.of(
        Arguments.of("partitioned", Effort.FULL),
        Arguments.of("replicated", Effort.SHORT),
        Arguments.of("invalidation", Effort.SHORT));
  }
}
