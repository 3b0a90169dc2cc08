// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a new coordinator has heard of one cache. Confined to one thread. */
final class Inheritance {
  private static final System.Logger log = System.getLogger(Inheritance.class.getName());

  private final Map<NodeId, Holding> holdings = new LinkedHashMap<>();

  /** Returns what was heard of each cache. */
  static List<Inheritance> of(Map<NodeId, List<Holding>> answers) {
    Map<Integer, Inheritance> byId = new LinkedHashMap<>();
    answers.forEach((member, held) -> held.forEach(holding -> byId.computeIfAbsent(
            CacheId.of(holding.registration().cache()), id -> new Inheritance())
        .holdings
        .put(member, holding)));
    return new ArrayList<>(byId.values());
  }

  /** Returns as whom members run the cache: those with the newest topology, if there is one. */
  Registration registration() {
    return newest().registration();
  }

  private Holding newest() {
    Holding newest = holdings.values().iterator().next();
    for (Holding holding : holdings.values()) {
      if (number(holding.installed()) > number(newest.installed())) {
        newest = holding;
      }
    }
    return newest;
  }

  private static long number(@Nullable Decision decision) {
    return decision == null ? 0 : decision.name().number();
  }

  /** Lets a cache of which nothing is known go on from here. */
  void handOver(CoordinatedCache cache) {
    holdings.forEach((member, holding) -> {
      if (cache.isOf(holding.registration())) {
        cache.inherit(member, holding);
      } else {
        log.log(
            System.Logger.Level.WARNING,
            "cache '" + holding.registration().cache() + "' on " + member
                + " is set up otherwise than elsewhere, and stays alone");
      }
    });
    @Nullable Decision latest = newest().installed();
    if (latest != null) {
      cache.goOnFrom(latest, isInForceEverywhere(latest));
      holdings.forEach((member, holding) -> complete(cache, member, holding));
    }
  }

  private boolean isInForceEverywhere(Decision latest) {
    return holdings.entrySet().stream()
        .filter(entry -> concerns(latest, entry.getKey(), entry.getValue()))
        .map(Map.Entry::getValue)
        .allMatch(holding -> holding.isInForce() && isInstalled(latest, holding));
  }

  private static boolean concerns(Decision latest, NodeId member, Holding holding) {
    return holding.installed() != null
        || latest.termOf(member) == holding.registration().term();
  }

  private static boolean isInstalled(Decision decision, Holding holding) {
    @Nullable Decision installed = holding.installed();
    return installed != null && installed.name().equals(decision.name());
  }

  private static void complete(CoordinatedCache cache, NodeId member, Holding holding) {
    @Nullable Decision installed = holding.installed();
    if (installed != null) {
      cache.complete(member, installed.name(), holding.completed());
    }
  }
}
