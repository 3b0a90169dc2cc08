// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lungo.examples.demo.claim.Claim;
import io.github.lungo.examples.demo.claim.Report;
import io.github.lungo.examples.demo.claim.Scenario;
import io.github.lungo.examples.demo.cluster.Effort;
import io.github.lungo.examples.demo.cluster.LoneNodes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the command line answers, and that a cache which breaks its promises is found out. */
@Timeout(60)
final class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_unknownOption_isWrongUsage() {
    assertThat(run("--jsn")).isEqualTo(Main.WRONG_USAGE);

    assertThat(text(out)).isEmpty();
    assertThat(text(err)).contains("unknown option: --jsn", "--json");
  }

  @Test
  void run_brokenCacheAsJson_printsOneObjectWithTheFailedClaims() throws Exception {
    assertThat(run("--json", "--local", "--seconds", "1")).isEqualTo(Main.A_CLAIM_FAILED);

    JsonNode json = new ObjectMapper().readTree(text(out));
    assertThat(json.get("ok").booleanValue()).isFalse();
    assertThat(text(err))
        .contains("claim failed: stampede: 64 threads, a missing key, queries: expected 1, was 64");
    assertThat(failed(json))
        .contains(
            "replay: percent of the reads that cost no query",
            "stampede: 64 threads, a missing key, queries",
            "expiry: queries while alive",
            "write-through: row after the put")
        .doesNotContain("table: one row for each assigned code point");
  }

  @Test
  void run_nodesThatShareNothing_findsEachBrokenPromise() throws Exception {
    assertThat(run("--json")).isEqualTo(Main.A_CLAIM_FAILED);

    JsonNode json = new ObjectMapper().readTree(text(out));
    assertThat(json.get("ok").booleanValue()).isFalse();
    assertThat(failed(json))
        .contains(
            "meeting: greetings of 3 nodes that 3 nodes read",
            "stampede: 3 x 32 threads ask for a row, queries",
            "stampede: 3 x 32 threads ask for a row that is not there, queries",
            "updates: reads of these that saw an older value",
            "updates: rows that were not written before the put returned",
            "counters: the 10 as each node reads them",
            "join: rows it was given to keep, of 100",
            "join: queries for these",
            "return: acknowledged writes that it does not read",
            "return: nodes that read what it writes")
        .anyMatch(name -> name.matches("crash: of [0-9,]+ acknowledged writes, .*lost.*"))
        .doesNotContain(
            "stampede: 3 x 32 threads ask for a row, answers on each node",
            "crash: calls of the survivors that failed meanwhile",
            "farewell: processes left");
  }

  @Test
  void run_nearCopiesThatAreNotDropped_findsEachBrokenPromise() throws Exception {
    assertThat(run("--json", "--mode", "invalidation")).isEqualTo(Main.A_CLAIM_FAILED);

    JsonNode json = new ObjectMapper().readTree(text(out));
    assertThat(failed(json))
        .contains(
            "meeting: greetings of 3 nodes that 3 nodes read",
            "stampede: 3 x 32 threads ask for a row that is not there, queries",
            "updates: reads of these that saw an older value",
            "join: of 100 updates by the oldest node, those that it does not see",
            "join: of 100 updates by it, those that the oldest node does not see",
            "return: nodes that read what it writes")
        .anyMatch(name -> name.matches("crash: of [0-9,]+ acknowledged writes, .*lost.*"))
        .doesNotContain(
            "updates: rows that were not written before the put returned",
            "join: rows it reads right",
            "crash: acknowledged writes that are not in the database",
            "return: acknowledged writes that it does not read");
  }

  @Test
  void summary_failedClaim_isNamed() {
    Report report = new Report();
    report.check(new Broken(), claim -> {});

    assertThat(Main.summary(report, printer(out))).isEqualTo(Main.A_CLAIM_FAILED);
    assertThat(text(out))
        .contains("claim failed: queries: expected 1, was 64")
        .doesNotContain("hold");
  }

  private static final class Broken implements Scenario {
    @Override
    public String title() {
      return "broken";
    }

    @Override
    public List<Claim> run() {
      return List.of(Claim.equal("queries", 1L, 64L));
    }
  }

  private int run(String... arguments) {
    return Main.run(
        new Main.Parts(Uncached::new, LoneNodes::open, Effort.SHORT),
        printer(out),
        printer(err),
        arguments);
  }

  private static List<String> failed(JsonNode json) {
    return StreamSupport.stream(json.get("claims").spliterator(), false)
        .filter(claim -> !claim.get("ok").booleanValue())
        .map(claim -> claim.get("name").textValue())
        .toList();
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
