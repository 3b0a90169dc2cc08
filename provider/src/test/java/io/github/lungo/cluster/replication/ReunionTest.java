// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.Delays;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what both sides of a split have written, in virtual time. */
final class ReunionTest {
  private static final int EVERYBODY = SimulatedOwners.EVERYBODY;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final NetworkSettings QUICK = NetworkSettings.reliable()
      .withFrames(new Delays(Duration.ofNanos(50_000), Duration.ofMillis(2), 0, Duration.ZERO));
  private static final int KEYS = 200;
  private static final int SEEDS = Integer.getInteger("reunion.seeds", 5);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, EVERYBODY})
  void heal_nothingWithoutARivalIsLost(int copies) {
    for (long seed = 0; seed < SEEDS; seed++) {
      splitAndHeal(seed, copies);
    }
  }

  /** More than a segment has room for tombstones. */
  @ParameterizedTest
  @ValueSource(ints = {2, EVERYBODY})
  void heal_manyRemovalsOfOneSide_stand(int copies) {
    SimulatedOwners cluster = new SimulatedOwners(1, copies, 5, QUICK, Set.of());
    List<String> keys = LeaderTrouble.keysOfOneSegment(2 * Tombstones.MOST);
    keys.forEach(key -> cluster.put(cluster.owners.get(0), key, 1));
    List<Owner> smaller = split(cluster, 2);
    List<Owner> larger = cluster.owners.subList(2, 5);
    for (List<Owner> side : List.of(smaller, larger)) {
      keys.forEach(key -> {
        if (cluster.read(side.get(0), key) != null && key.hashCode() % 2 == 0) {
          cluster.remove(side.get(0), key);
        }
      });
    }

    heal(cluster);

    for (String key : keys) {
      for (Owner owner : cluster.owners) {
        if (key.hashCode() % 2 == 0) {
          assertThat(cluster.read(owner, key)).as(key).isNull();
        } else {
          assertThat(cluster.read(owner, key)).as(key).isEqualTo(1L);
        }
      }
    }
    assertThat(cluster.copiesThatDiffer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, EVERYBODY})
  void heal_clearOfOneSide_stands(int copies) {
    for (boolean isOfTheSmaller : new boolean[] {true, false}) {
      SimulatedOwners cluster = new SimulatedOwners(1, copies, 5, QUICK, Set.of());
      for (int i = 0; i < KEYS; i++) {
        cluster.put(cluster.owners.get(i % 5), "k" + i, i);
      }
      List<Owner> smaller = split(cluster, 2);
      List<Owner> larger = cluster.owners.subList(2, 5);
      cluster.await((isOfTheSmaller ? smaller : larger).get(0).cache.clear());
      cluster.put(smaller.get(0), "k0", 1_000);
      cluster.put(larger.get(0), "k1", 1_001);

      heal(cluster);

      for (int i = 2; i < KEYS; i++) {
        for (Owner owner : cluster.owners) {
          assertThat(cluster.read(owner, "k" + i)).as("k%s", i).isNull();
        }
      }
      assertThat(cluster.copiesThatDiffer()).isEmpty();
    }
  }

  /** Splits some members off, and returns them when both sides know it. */
  private static List<Owner> split(SimulatedOwners cluster, int members) {
    List<Owner> smaller = cluster.owners.subList(0, members);
    List<Owner> larger = cluster.owners.subList(members, cluster.owners.size());
    cluster.network.split(smaller.stream().map(owner -> owner.node).toList());
    cluster.time.runUntil(
        () -> isInForce(smaller, smaller.size()) && isInForce(larger, larger.size()), LONG);
    return smaller;
  }

  private static void heal(SimulatedOwners cluster) {
    cluster.network.heal();
    cluster.rest();
    cluster.time.runUntil(
        () -> cluster.owners.stream().allMatch(owner -> owner.cache.isReunited()), LONG);
  }

  private void splitAndHeal(long seed, int copies) {
    Random random = new Random(seed);
    SimulatedOwners cluster = new SimulatedOwners(seed, copies, 5, QUICK, Set.of());
    Map<String, Long> expected = new HashMap<>();
    Map<String, Set<@Nullable Long>> rivals = new HashMap<>();
    for (int i = 0; i < KEYS; i++) {
      if (i % 5 != 4) {
        cluster.put(cluster.owners.get(i % 5), "k" + i, i);
        expected.put("k" + i, (long) i);
      }
    }
    List<Owner> smaller = split(cluster, 1 + random.nextInt(2));
    List<Owner> larger = cluster.owners.subList(smaller.size(), 5);
    for (int i = 0; i < KEYS; i++) {
      String key = "k" + i;
      switch (random.nextInt(6)) {
        case 0 -> write(cluster, smaller, random, key, 1_000L + i, expected);
        case 1 -> write(cluster, larger, random, key, 2_000L + i, expected);
        case 2 -> write(cluster, smaller, random, key, null, expected);
        case 3 -> write(cluster, larger, random, key, null, expected);
        case 4 -> {
          write(cluster, larger, random, key, 2_000L + i, new HashMap<>());
          write(cluster, smaller, random, key, 1_000L + i, new HashMap<>());
          rivals.put(key, Set.of(1_000L + i, 2_000L + i));
        }
        default -> {}
      }
    }

    heal(cluster);

    for (int i = 0; i < KEYS; i++) {
      String key = "k" + i;
      @Nullable Long found = cluster.read(cluster.owners.get(0), key);
      for (Owner owner : cluster.owners) {
        assertThat(cluster.read(owner, key)).as("seed %s: %s", seed, key).isEqualTo(found);
      }
      if (rivals.containsKey(key)) {
        assertThat(rivals.get(key)).as("seed %s: %s", seed, key).contains(found);
      } else {
        assertThat(found).as("seed %s: %s", seed, key).isEqualTo(expected.get(key));
      }
    }
    assertThat(cluster.copiesThatDiffer()).as("seed %s", seed).isEmpty();
  }

  private static boolean isInForce(List<Owner> side, int members) {
    return side.stream()
        .map(owner -> owner.topology.standing())
        .allMatch(standing -> standing.isInForce()
            && standing.topology().members().size() == members
            && standing.topology().isSettled());
  }

  private static void write(
      SimulatedOwners cluster,
      List<Owner> side,
      Random random,
      String key,
      @Nullable Long value,
      Map<String, Long> expected) {
    Owner caller = side.get(random.nextInt(side.size()));
    if (value == null) {
      cluster.remove(caller, key);
      expected.remove(key);
    } else {
      CompletableFuture<Told> put = cluster.begin(caller, key, value);
      cluster.await(put);
      expected.put(key, value);
    }
  }
}
