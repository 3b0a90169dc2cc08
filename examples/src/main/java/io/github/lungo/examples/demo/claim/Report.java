// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The claims checked so far, and what follows from them. Confined to one thread. */
public final class Report {
  private final List<Claim> claims = new ArrayList<>();

  /** Runs the scenario, adds its claims and shows each; a scenario that throws leaves one failed claim. */
  public void check(Scenario scenario, Consumer<Claim> shown) {
    List<Claim> checked = claimsOf(scenario);
    claims.addAll(checked);
    checked.forEach(shown);
  }

  private static List<Claim> claimsOf(Scenario scenario) {
    try {
      return scenario.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Claim.unchecked(scenario.title(), e));
    } catch (Exception e) {
      return List.of(Claim.unchecked(scenario.title(), e));
    }
  }

  /** Returns all claims in the order they were checked. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** Returns the claims that do not hold. */
  public List<Claim> failed() {
    return claims.stream().filter(claim -> !claim.ok()).toList();
  }

  /** Returns whether there are claims and all of them hold. */
  public boolean holds() {
    return !claims.isEmpty() && failed().isEmpty();
  }

  /** Returns the report as one JSON object: the facts, then {@code ok} and the array {@code claims}. */
  public String toJson(Map<String, Object> facts) {
    Map<String, Object> object = new LinkedHashMap<>(facts);
    object.put("ok", holds());
    object.put("claims", claims.stream().map(Report::fields).toList());
    return Json.write(object);
  }

  private static Map<String, Object> fields(Claim claim) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", claim.name());
    fields.put("expected", claim.expected());
    fields.put("actual", claim.actual());
    fields.put("ok", claim.ok());
    return fields;
  }
}
