// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of this JVM and three others, under load; round by round one of the others is killed, and comes back under its old
 * name when each entry has all its copies again. Confined to one thread.
 */
final class KillRounds implements AutoCloseable {
  private static final int JVMS = 3;
  private static final String OWN = "own";
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final int CALLS_BEFORE_KILL = 60;
  private static final int ROUNDS_PER_REJOIN = 3;

  private final ClusterPlace place = ClusterPlace.fresh();
  private final Path directory;
  private final long seed;
  private final SplittableRandom random;
  private final Map<String, MemberJvm> jvms = new LinkedHashMap<>();
  private final List<Kill> kills = new ArrayList<>();
  private RunningMember own;
  private Workload work;
  private int lives;

  /** Creates rounds that have not begun. */
  KillRounds(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * How a member was killed.
   *
   * @param victim who it was
   * @param wasCoordinator whether it decided the topologies
   * @param at when it was dead, as {@link System#nanoTime()}
   * @param led by cache the segments of which it was the primary
   * @param untilRedundant how long it took until the others had all copies of all entries
   * @param untilWhole how long it then took until it was back, with all its copies
   */
  record Kill(
      MemberName victim,
      boolean wasCoordinator,
      long at,
      Map<String, Set<Integer>> led,
      Duration untilRedundant,
      Duration untilWhole) {}

  /** Plays all rounds, ends all clients, and has every member read every key. */
  List<Kill> run(int rounds) throws Exception {
    startAll();
    for (int round = 1; round <= rounds; round++) {
      playRound(round);
    }
    work.stop();
    jvms.values().forEach(jvm -> jvm.order("stop"));
    work.read(Keys.all(rounds));
    jvms.values().forEach(jvm -> jvm.order("read " + rounds));
    work.close();
    return kills;
  }

  private void startAll() throws IOException {
    start("n1").awaitJoin();
    List<MemberJvm> others = List.of(start("n2"), start("n3"));
    others.forEach(MemberJvm::awaitJoin);
    joinOwn();
    awaitRedundancy();
    jvms.values().forEach(jvm -> jvm.order("start 0 " + seed));
    work.start(0, seed);
  }

  private MemberJvm start(String name) throws IOException {
    MemberJvm jvm =
        MemberJvm.start(MemberProgram.class, place, new MemberName(name, ++lives), directory);
    jvms.put(name, jvm);
    return jvm;
  }

  private void joinOwn() {
    own = RunningMember.join(place, OWN, Long.class);
    work = new Workload(new MemberName(OWN, ++lives), directory, own.caches(Long.class));
  }

  private void playRound(int round) throws Exception {
    work.turnTo(round);
    jvms.values().forEach(jvm -> jvm.order("round " + round));
    if (round % ROUNDS_PER_REJOIN == 0 && coordinator().equals(OWN)) {
      rejoin(round);
    }
    awaitCalls();
    kill(round);
  }

  /** Leaves, for another member to become the coordinator, and comes back. */
  private void rejoin(int round) throws Exception {
    work.stop();
    work.close();
    own.close();
    joinOwn();
    awaitRedundancy();
    work.start(round, seed);
  }

  private void awaitCalls() {
    Map<MemberJvm, Long> before = new HashMap<>();
    jvms.values().forEach(jvm -> before.put(jvm, answered(jvm)));
    Waiting.until(
        LIMIT,
        () -> before.entrySet().stream()
            .allMatch(e -> answered(e.getKey()) > e.getValue() + CALLS_BEFORE_KILL),
        () -> "calls that were answered: " + before);
  }

  private static long answered(MemberJvm jvm) {
    return Long.parseLong(jvm.order("answered"));
  }

  private void kill(int round) throws Exception {
    String name = "n" + (1 + random.nextInt(JVMS));
    boolean isCoordinator = coordinator().equals(name);
    MemberJvm victim = Objects.requireNonNull(jvms.remove(name));
    Map<String, Set<Integer>> led = ledBy(victim);
    long at = victim.kill();
    Duration untilRedundant = awaitRedundancy();
    MemberJvm back = start(name);
    back.awaitJoin();
    back.order("start " + round + " " + seed);
    Kill kill = new Kill(victim.name(), isCoordinator, at, led, untilRedundant, awaitRedundancy());
    kills.add(kill);
    System.out.println("round " + round + ": " + victim.name()
        + (isCoordinator ? ", the coordinator," : "") + " killed; redundant after "
        + untilRedundant.toMillis() + " ms, whole "
        + (System.nanoTime() - at) / 1_000_000 + " ms after the kill");
  }

  /** Returns the place of the member that decided the newest topology. */
  private String coordinator() {
    String coordinator = own.standing(RunningMember.PARTITIONED).coordinator();
    return jvms.entrySet().stream()
        .filter(jvm -> jvm.getValue().self().equals(coordinator))
        .map(Map.Entry::getKey)
        .findAny()
        .orElse(OWN);
  }

  /** Returns by cache the segments of which a member is the primary. */
  private Map<String, Set<Integer>> ledBy(MemberJvm jvm) {
    return RunningMember.CACHES.stream().collect(Collectors.toMap(cache -> cache, cache -> {
      Topology topology = Objects.requireNonNull(own.kept(cache).topology());
      return IntStream.range(0, Ownership.SEGMENTS)
          .filter(s -> topology.primaryOf(s).uuid().toString().equals(jvm.self()))
          .boxed()
          .collect(Collectors.toSet());
    }));
  }

  /** Waits until all members agree on a topology in which each segment has all its copies, in both caches. */
  private Duration awaitRedundancy() {
    return Waiting.until(
        LIMIT,
        () -> RunningMember.CACHES.stream().allMatch(cache -> isRedundant(standings(cache))),
        () -> RunningMember.CACHES.stream().map(this::standings).toList().toString());
  }

  private List<CacheStanding> standings(String cache) {
    List<CacheStanding> standings = new ArrayList<>();
    standings.add(own.standing(cache));
    jvms.values().forEach(jvm -> standings.add(jvm.standing(cache)));
    return standings;
  }

  private boolean isRedundant(List<CacheStanding> standings) {
    CacheStanding first = standings.get(0);
    return standings.stream()
        .allMatch(one -> one.isRedundant()
            && one.topology().equals(first.topology())
            && one.members() == jvms.size() + 1);
  }

  @Override
  public void close() {
    jvms.values().forEach(MemberJvm::close);
    if (own != null) {
      own.close();
    }
  }
}
