// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Claim GOOD = Claim.equal("good", 1L, 1L);
  private static final Claim BAD = Claim.equal("bad", 1L, 64L);

  private final Report report = new Report();
  private final List<Claim> shown = new ArrayList<>();

  @Test
  void holds_noClaims_false() {
    assertThat(report.holds()).isFalse();
  }

  @Test
  void holds_goodClaims_true() {
    report.check(scenario(() -> List.of(GOOD)), shown::add);

    assertThat(report.holds()).isTrue();
    assertThat(shown).containsExactly(GOOD);
  }

  @Test
  void holds_oneBadClaimAmongGood_falseAndNamesIt() {
    report.check(scenario(() -> List.of(GOOD, BAD)), shown::add);
    report.check(scenario(() -> List.of(GOOD)), shown::add);

    assertThat(report.holds()).isFalse();
    assertThat(report.failed()).containsExactly(BAD);
  }

  @Test
  void check_scenarioThrows_leavesAFailedClaimAndGoesOn() {
    report.check(
        scenario(() -> {
          throw new IllegalStateException("cache is broken");
        }),
        shown::add);
    report.check(scenario(() -> List.of(GOOD)), shown::add);

    assertThat(report.claims()).hasSize(2);
    assertThat(report.failed()).singleElement().satisfies(claim -> {
      assertThat(claim.name()).startsWith("test");
      assertThat(claim.actual()).asString().contains("cache is broken");
    });
  }

  @Test
  void toJson_claimsAndFacts_parsesToTheSame() throws Exception {
    report.check(scenario(() -> List.of(GOOD, BAD)), shown::add);

    JsonNode json = new ObjectMapper().readTree(report.toJson(Map.of("rows", 143_924L)));

    assertThat(json.get("rows").asLong()).isEqualTo(143_924);
    assertThat(json.get("ok").booleanValue()).isFalse();
    assertThat(json.get("claims")).hasSize(2);
    JsonNode bad = json.get("claims").get(1);
    assertThat(bad.get("name").textValue()).isEqualTo("bad");
    assertThat(bad.get("expected").longValue()).isEqualTo(1);
    assertThat(bad.get("actual").longValue()).isEqualTo(64);
    assertThat(bad.get("ok").booleanValue()).isFalse();
  }

  private interface Check {
    List<Claim> claims();
  }

  private static Scenario scenario(Check check) {
    return new Scenario() {
      @Override
      public String title() {
        return "test";
      }

      @Override
      public List<Claim> run() {
        return check.claims();
      }
    };
  }
}
