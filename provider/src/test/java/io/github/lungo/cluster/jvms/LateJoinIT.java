// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** That a JVM that joins a full cluster, late or again, gets all that it must keep while others go on writing. */
@Timeout(300)
final class LateJoinIT {
  private static final long SEED = Long.getLong("join.seed", System.nanoTime());
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final ClusterPlace place = ClusterPlace.fresh();
  private final List<MemberJvm> jvms = new ArrayList<>();
  private RunningMember own;
  private int lives;

  @AfterEach
  void endAll() {
    jvms.forEach(MemberJvm::close);
    if (own != null) {
      own.close();
    }
  }

  @Test
  void join_whileOthersWrite_bringsAllThatTheMemberMustKeep() throws Exception {
    System.out.println("-Djoin.seed=" + SEED + ", in " + directory);
    own = RunningMember.join(place, "own", String.class);
    start("n1");
    List<FilledCache> caches =
        own.caches(String.class).stream().map(FilledCache::new).toList();
    awaitRedundancy();
    caches.forEach(FilledCache::fill);

    MemberJvm late = joinUnderLoad("n2", caches);

    assertHolds(late, caches);

    jvms.remove(late);
    late.kill();
    awaitRedundancy();
    MemberJvm again = joinUnderLoad("n2", caches);

    assertHolds(again, caches);
    assertHolds(jvms.get(0), caches);
  }

  /** Joins while clients write, some before, some during and some after it. */
  private MemberJvm joinUnderLoad(String name, List<FilledCache> caches) throws Exception {
    caches.forEach(cache -> cache.startWriters(SEED + lives));
    awaitWrites(caches);
    int before = written(caches);
    MemberJvm jvm = start(name);
    long joined = System.nanoTime();
    awaitRedundancy();
    long complete = System.nanoTime();
    int during = written(caches) - before;
    awaitWrites(caches);
    for (FilledCache cache : caches) {
      cache.stopWriters();
    }
    System.out.println(jvm.name() + " has joined with 2 x " + FilledCache.ENTRIES
        + " entries, and has all its copies " + (complete - joined) / 1_000_000
        + " ms later; writes meanwhile, its start included: " + during);
    assertThat(during).isPositive();
    return jvm;
  }

  private MemberJvm start(String name) throws IOException {
    MemberJvm jvm =
        MemberJvm.start(HoldingProgram.class, place, new MemberName(name, ++lives), directory);
    jvms.add(jvm);
    jvm.awaitJoin();
    return jvm;
  }

  private static int written(List<FilledCache> caches) {
    return caches.stream().mapToInt(FilledCache::written).sum();
  }

  private static void awaitWrites(List<FilledCache> caches) {
    for (FilledCache cache : caches) {
      int before = cache.written();
      Waiting.until(LIMIT, () -> cache.written() > before + 100, () -> "no writes any more");
    }
  }

  private void awaitRedundancy() {
    Waiting.until(LIMIT, () -> isRedundant(), () -> standings().toString());
  }

  private boolean isRedundant() {
    return standings().stream()
        .allMatch(one -> one.isRedundant() && one.members() == jvms.size() + 1);
  }

  private List<CacheStanding> standings() {
    List<CacheStanding> standings = new ArrayList<>();
    for (String cache : RunningMember.CACHES) {
      standings.add(own.standing(cache));
      jvms.forEach(jvm -> standings.add(jvm.standing(cache)));
    }
    return standings;
  }

  private void assertHolds(MemberJvm jvm, List<FilledCache> caches) {
    for (int i = 0; i < caches.size(); i++) {
      String name = RunningMember.CACHES.get(i);
      Topology topology = Objects.requireNonNull(own.kept(name).topology());
      FilledCache.Held expected = caches.get(i).expected(topology, jvm.self());
      assertThat(expected.entries()).isPositive();
      assertThat(jvm.order("held " + name)).as(name).isEqualTo(expected.toString());
      assertThat(jvm.standing(name).entries()).as(name).isEqualTo(expected.entries());
    }
  }
}
