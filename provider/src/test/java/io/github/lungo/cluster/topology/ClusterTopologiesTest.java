// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.topology.CacheTopology.Standing;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterTopologiesTest {
  private static final String CACHE = "orders";
  private static final Duration LONG = TopologyCluster.LONG;

  private final TopologyCluster cluster =
      new TopologyCluster(1, NetworkSettings.reliable(), Set.of(), List.of(CACHE));

  @AfterEach
  void nothingWasWrong() {
    assertThat(cluster.watch.violations()).isEmpty();
  }

  private static List<NodeId> ids(List<TopologyMember> members) {
    return members.stream().map(member -> member.node().id()).toList();
  }

  /** Returns a member that runs no cache, and that all others know. */
  private TopologyMember late() {
    TopologyMember late = cluster.add();
    cluster.time.runFor(Duration.ofSeconds(5));
    return late;
  }

  private void assertFails(CompletableFuture<?> future, String message) {
    assertThatThrownBy(() -> cluster.time.await(future, LONG))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(CacheException.class)
        .hasMessage(message);
  }

  @Test
  void join_firstMember_ownsEverythingAtOnce() {
    List<TopologyMember> members = cluster.form(1);

    Topology topology = cluster.topology(CACHE);
    assertThat(topology.name().number()).isEqualTo(1);
    assertThat(topology.members()).isEqualTo(ids(members));
    assertThat(members.get(0).follower(CACHE).activations()).isEqualTo(1);
    assertThat(members.get(0).follower(CACHE).lost()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void join_furtherMembers_shareWhatTheyShouldOwn(int count) {
    List<TopologyMember> members = cluster.form(count);

    Topology topology = cluster.topology(CACHE);
    assertThat(topology.members()).isEqualTo(ids(members));
    assertThat(topology.segments())
        .extracting(SegmentOwners::nodes)
        .isEqualTo(Ownership.table(ids(members), 2));
    assertThat(members)
        .allSatisfy(member -> assertThat(member.follower(CACHE).lost()).isEmpty());
  }

  /** What comes while a topology is being installed is taken together in the next one. */
  @Test
  void join_manyAtOnce_takesFewTopologies() {
    cluster.form(1);
    List<TopologyMember> late =
        IntStream.range(0, 6).mapToObj(i -> cluster.add()).toList();
    cluster.time.runFor(Duration.ofSeconds(5)); // until all know each other
    List<CompletableFuture<CacheTopology>> joins =
        late.stream().map(member -> member.join(CACHE)).toList();

    cluster.time.runUntil(() -> joins.stream().allMatch(CompletableFuture::isDone), LONG);

    assertThat(joins)
        .allSatisfy(join ->
            assertThat(join.join().standing().topology().name().number()).isLessThanOrEqualTo(4));
    cluster.awaitRest();
  }

  @Test
  void join_fingerprintDiffers_isRefusedWithBothValues() throws Exception {
    cluster.form(2);
    TopologyMember other = cluster.add();

    assertFails(
        other.join(CACHE, TopologyMember.fingerprint("2")),
        "cache 'orders' cannot join on n3, as it is set up otherwise than on n1:"
            + " backups: here 2, there 1");

    CompletableFuture<CacheTopology> again = other.join(CACHE);
    assertThat(cluster.time.await(again, LONG).standing().topology().members())
        .contains(other.node().id());
    cluster.awaitRest();
  }

  @Test
  void join_afterAllOthersHaveLeft_mayBeSetUpOtherwise() throws Exception {
    List<TopologyMember> members = cluster.form(2);
    for (TopologyMember member : members) {
      cluster.time.await(member.leave(CACHE), LONG);
    }

    CompletableFuture<CacheTopology> join =
        members.get(1).join(CACHE, TopologyMember.fingerprint("2"));

    Topology topology = cluster.time.await(join, LONG).standing().topology();
    assertThat(topology.members()).containsExactly(members.get(1).node().id());
    assertThat(topology.name().number()).as("above all earlier ones").isGreaterThan(3);
  }

  @Test
  void join_clockFarOff_isRefused() {
    cluster.form(1);
    TopologyMember other = cluster.add(Instant.parse("2026-01-01T00:05:00Z"));

    assertThatThrownBy(() -> cluster.time.await(other.join(CACHE), LONG))
        .cause()
        .isInstanceOf(CacheException.class)
        .hasMessageMatching("cache 'orders' cannot join on n2, as its clock is \\d+ s ahead of that"
            + " of n1, and may be off by 60 s");
  }

  /** Aa and BB have the same hash code. */
  @Test
  void join_twoNamesOfOneNumber_isRefused() throws Exception {
    TopologyMember first = cluster.add();
    TopologyMember second = cluster.add();
    cluster.time.await(first.join("Aa"), LONG);

    assertFails(
        first.topologies().join("BB", TopologyMember.FINGERPRINT, 1, first.follower("Aa")),
        "cache 'BB' cannot join beside cache 'Aa', as both names have the same number in the"
            + " cluster: rename one of them");
    assertFails(
        second.join("BB"),
        "cache 'BB' cannot join on n2, as cache 'Aa' has the same number in the cluster: rename one"
            + " of them");
  }

  @Test
  void join_twice_isRefused() {
    TopologyMember member = cluster.form(1).get(0);

    assertFails(
        member.topologies().join(CACHE, TopologyMember.FINGERPRINT, 2, member.follower(CACHE)),
        "cache 'orders' is run by this member already");
  }

  @Test
  void join_coordinatorDoesNotServe_failsInTime() {
    List<TopologyMember> members = cluster.form(1);
    TopologyMember late = late();
    members.get(0).topologies().close();

    assertFails(
        late.join(CACHE),
        "cache 'orders' has not joined the cluster within 60000 ms; the coordinator is n1");
  }

  @Test
  void join_closed_fails() {
    TopologyMember member = cluster.form(1).get(0);
    member.topologies().close();

    assertFails(
        member.join("other"), "cache 'other' cannot join, as this member has left the cluster");
  }

  @Test
  void leave_oneOfThree_handsOverFirst() throws Exception {
    List<TopologyMember> members = cluster.form(3);

    cluster.time.await(members.get(0).leave(CACHE), LONG);
    cluster.awaitRest();

    assertThat(cluster.topology(CACHE).members()).isEqualTo(ids(members.subList(1, 3)));
    assertThat(members.subList(1, 3))
        .allSatisfy(member -> assertThat(member.follower(CACHE).lost()).isEmpty());
  }

  @Test
  void leave_lastMember_mayGoAtOnce() throws Exception {
    TopologyMember member = cluster.form(1).get(0);
    long before = cluster.time.nanos();

    cluster.time.await(member.leave(CACHE), LONG);

    assertThat(Duration.ofNanos(cluster.time.nanos() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void leave_allAtOnce_mayGo() {
    List<TopologyMember> members = cluster.form(3);
    long before = cluster.time.nanos();

    List<CompletableFuture<Void>> all =
        members.stream().map(member -> member.leave(CACHE)).toList();
    cluster.time.runUntil(() -> all.stream().allMatch(CompletableFuture::isDone), LONG);

    assertThat(Duration.ofNanos(cluster.time.nanos() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void leave_coordinatorDoesNotServe_goesInTime() throws Exception {
    List<TopologyMember> members = cluster.form(2);
    members.get(0).topologies().close();
    long before = cluster.time.nanos();

    cluster.time.await(members.get(1).leave(CACHE), LONG);

    assertThat(Duration.ofNanos(cluster.time.nanos() - before))
        .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(62));
  }

  @Test
  void leave_andJoinAgain_beginsWithNothing() throws Exception {
    List<TopologyMember> members = cluster.form(3);
    TopologyMember fickle = members.get(2);
    cluster.time.await(fickle.leave(CACHE), LONG);

    cluster.time.await(fickle.join(CACHE), LONG);
    Topology topology = fickle.joined(CACHE).join().standing().topology();

    assertThat(IntStream.range(0, Ownership.SEGMENTS))
        .noneMatch(segment -> topology.isComplete(fickle.node().id(), segment));
    cluster.awaitRest();
  }

  /** The topology has the member as it was, who must not be taken for the one that comes. */
  @Test
  void join_againAfterHavingGoneDuringInstall_beginsWithNothing() throws Exception {
    cluster.form(3);
    TopologyMember hasty = late();
    CompletableFuture<CacheTopology> first = hasty.join(CACHE);
    cluster.time.runUntil(() -> hasty.follower(CACHE).installedNumber() > 0, LONG);
    cluster.time.await(hasty.leave(CACHE), LONG);

    CompletableFuture<CacheTopology> second = hasty.join(CACHE);
    cluster.awaitRest();

    assertFails(first, "cache 'orders' was closed while it joined the cluster");
    assertThat(second).isCompleted();
    assertThat(cluster.topology(CACHE).members()).hasSize(4);
  }

  @Test
  void crash_oneOwner_losesNothing() {
    List<TopologyMember> members = cluster.form(3);

    cluster.network.crash(members.get(1).node());
    cluster.awaitRest();

    assertThat(cluster.topology(CACHE).members()).hasSize(2);
    assertThat(members.get(0).follower(CACHE).lost()).isEmpty();
  }

  @Test
  void crash_bothOwnersOfSomeSegments_isReportedOnceAtEachMember() {
    List<TopologyMember> members = cluster.form(4);
    Topology before = cluster.topology(CACHE);
    List<NodeId> dead = ids(members.subList(1, 3));
    List<Integer> lost = IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> dead.containsAll(before.ownersOf(segment).nodes()))
        .boxed()
        .toList();

    cluster.network.crash(members.get(1).node());
    cluster.network.crash(members.get(2).node());
    cluster.awaitRest();
    cluster.form(1);

    assertThat(lost).isNotEmpty();
    assertThat(members.get(0).follower(CACHE).lost()).isEqualTo(lost);
    assertThat(members.get(3).follower(CACHE).lost()).isEqualTo(lost);
  }

  @Test
  void crash_memberDuringInstall_isNotWaitedForOnceItLeftTheView() {
    List<TopologyMember> members = cluster.form(3);
    TopologyMember late = late();
    cluster.network.pause(members.get(1).node());
    CompletableFuture<CacheTopology> join = late.join(CACHE);

    cluster.time.runFor(Duration.ofSeconds(2));
    assertThat(late.follower(CACHE).installedNumber()).isPositive();
    assertThat(join).isNotDone();
    cluster.network.crash(members.get(1).node());
    cluster.awaitRest();

    assertThat(join).isCompleted();
    assertThat(cluster.topology(CACHE).members()).hasSize(3);
  }

  /** The next coordinator has not been told, and goes on from the topology that others have installed. */
  @Test
  void crash_coordinatorBeforeAllHaveInstalled_isContinuedByTheNext() {
    List<TopologyMember> members = cluster.form(3);
    TopologyMember late = late();
    cluster.network.cutOneWay(members.get(0).node(), members.get(1).node());
    CompletableFuture<CacheTopology> join = late.join(CACHE);
    cluster.time.runUntil(() -> late.follower(CACHE).installedNumber() > 0, LONG);
    long number = late.follower(CACHE).installedNumber();
    assertThat(members.get(1).follower(CACHE).installedNumber()).isLessThan(number);

    cluster.network.crash(members.get(0).node());
    cluster.awaitRest();

    assertContinued(members.subList(1, 3), late, join);
    assertThat(cluster.topology(CACHE).name().number()).isGreaterThan(number);
  }

  private void assertContinued(
      List<TopologyMember> others, TopologyMember late, CompletableFuture<CacheTopology> join) {
    Topology topology = cluster.topology(CACHE);
    assertThat(join).isCompleted();
    assertThat(topology.name().coordinator()).isEqualTo(others.get(0).node().id());
    assertThat(topology.members())
        .containsExactly(
            others.get(0).node().id(), others.get(1).node().id(), late.node().id());
    assertThat(others)
        .allSatisfy(member -> assertThat(member.follower(CACHE).lost()).isEmpty());
  }

  @Test
  void crash_coordinatorBeforeItIsInForceAnywhere_isContinuedByTheNext() {
    List<TopologyMember> members = cluster.form(3);
    TopologyMember late = late();
    long before = cluster.topology(CACHE).name().number();
    CompletableFuture<CacheTopology> join = late.join(CACHE);
    cluster.time.runUntil(
        () -> cluster.watch.running(CACHE).stream()
            .allMatch(follower -> follower.installedNumber() > before),
        LONG);
    assertThat(cluster.watch.running(CACHE)).noneMatch(follower -> follower.isInForceAbove(before));

    cluster.network.crash(members.get(0).node());
    cluster.awaitRest();

    assertContinued(members.subList(1, 3), late, join);
  }

  @Test
  void crash_coordinatorWhenSomeHaveItInForce_isContinuedByTheNext() {
    List<TopologyMember> members = cluster.form(3);
    TopologyMember late = late();
    long before = cluster.topology(CACHE).name().number();
    CompletableFuture<CacheTopology> join = late.join(CACHE);
    cluster.time.runUntil(
        () -> cluster.watch.running(CACHE).stream()
            .anyMatch(follower -> follower.isInForceAbove(before)),
        LONG);
    assertThat(cluster.watch.running(CACHE)).anyMatch(follower -> !follower.isInForceAbove(before));

    cluster.network.crash(members.get(0).node());
    cluster.awaitRest();

    assertContinued(members.subList(1, 3), late, join);
  }

  @Test
  void caches_two_doNotWaitForEachOther() throws Exception {
    List<TopologyMember> members = cluster.form(2);
    members.get(1).follower(CACHE).block();
    TopologyMember late = late();
    CompletableFuture<CacheTopology> blocked = late.join(CACHE);

    CacheTopology other = cluster.time.await(late.join("other"), LONG);
    CacheTopology same = cluster.time.await(members.get(1).join("other"), LONG);

    assertThat(blocked).isNotDone();
    assertThat(other.standing().topology().members()).hasSizeBetween(1, 2);
    assertThat(same.standing().topology().members()).hasSize(2);
  }

  @Test
  void after_newerTopology_completesOnceMore() throws Exception {
    TopologyMember member = cluster.form(1).get(0);
    CacheTopology topology = member.joined(CACHE).join();
    Standing first = topology.standing();
    CompletableFuture<Standing> next = topology.after(first);
    assertThat(next).isNotDone();

    cluster.form(1);

    Standing second = cluster.time.await(next, LONG);
    assertThat(second.topology().name().number()).isEqualTo(2);
    assertThat(second.isInForce()).isFalse();
    assertThat(topology.after(first)).isCompletedWithValue(topology.standing());
  }

  @Test
  void after_memberLeaves_fails() throws Exception {
    TopologyMember member = cluster.form(1).get(0);
    CacheTopology topology = member.joined(CACHE).join();
    CompletableFuture<Standing> next = topology.after(topology.standing());

    cluster.time.await(member.leave(CACHE), LONG);

    assertFails(next, "cache 'orders' is not run by this member any more");
  }

  @Test
  void topologies_manyCaches_shareTheirLists() throws Exception {
    TopologyMember first = cluster.add();
    TopologyMember second = cluster.add();
    Set<SegmentOwners> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    int caches = 300;
    for (int i = 0; i < caches; i++) {
      var unused = first.topologies().join("c" + i, TopologyMember.FINGERPRINT, 2, new Idle());
    }
    List<CompletableFuture<CacheTopology>> joins = IntStream.range(0, caches)
        .mapToObj(i -> second.topologies().join("c" + i, TopologyMember.FINGERPRINT, 2, new Idle()))
        .toList();
    cluster.time.runUntil(() -> joins.stream().allMatch(CompletableFuture::isDone), LONG);

    joins.forEach(join -> distinct.addAll(join.join().standing().topology().segments()));

    assertThat(distinct).hasSizeLessThan(caches * 4);
  }

  /** Does nothing. */
  private static final class Idle implements TopologyFollower {

    @Override
    public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void activate() {}
  }
}
