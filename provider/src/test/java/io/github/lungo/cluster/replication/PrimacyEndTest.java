// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.operation.Put;
import io.github.lungo.serialization.ValueCopier;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;

/** What those hear who wait for a primary that loses its segment. */
final class PrimacyEndTest {
  private static final NodeId SELF = new NodeId(new UUID(0, 1), "self");
  private static final NodeId BACKUP = new NodeId(new UUID(0, 2), "backup");
  private static final OperationId ID = new OperationId(BACKUP, 1, 1);

  private final Segment<String> segment = new Segment<>(
      0,
      () -> 0,
      Set.of(),
      SimulatedOwners.NO_REFRESH,
      new Inventory<>(Residency.unbounded(), () -> {}));
  private final Primacy<String, Long> primacy =
      new Primacy<>(parts(), segment, new Mailbox(), topology(1, List.of(SELF, BACKUP)), 0);

  @Test
  void close_whileAnUpdateIsOpen_sendsTheCallerToTheNextPrimary() {
    primacy.open(List.of());
    primacy.inForce();
    OperationJob<String, Long> write =
        OperationJob.alone(primacy, ID, "key", Put.of(7L, Put.Kind.PUT), Runnable::run);
    primacy.add(write);
    assertThat(write.answer()).isNotDone();

    primacy.close();

    assertThat(write.answer())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(MovedException.class);
  }

  @Test
  void close_whileAnUpdateIsOpen_keepsTheAnswerForTheNextPrimary() {
    primacy.open(List.of());
    primacy.inForce();
    primacy.add(OperationJob.alone(primacy, ID, "key", Put.of(7L, Put.Kind.PUT), Runnable::run));

    primacy.close();

    assertThat(segment.decided().answerTo(ID)).isNotNull();
    assertThat(segment.held()).hasSize(1);
  }

  @Test
  void close_whileAClearIsOpen_sendsTheCallerToTheNextPrimary() {
    primacy.open(List.of());
    primacy.inForce();
    ClearJob<String> clear = new ClearJob<>(primacy, ID);
    primacy.add(clear);
    assertThat(clear.done()).isNotDone();

    primacy.close();

    assertThat(clear.done())
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(MovedException.class);
  }

  /** What it did may have been forgotten with its member: it may be one that was repeated. */
  @Test
  void open_callerIsGoneSinceItsCallCame_doesNotRunIt() {
    OperationId id = new OperationId(BACKUP, 1, 1);
    OperationJob<String, Long> write =
        OperationJob.alone(primacy, id, "key", Put.of(7L, Put.Kind.PUT), Runnable::run);
    ClearJob<String> clear = new ClearJob<>(primacy, new OperationId(BACKUP, 2, 1));
    primacy.add(write);
    primacy.add(clear);

    primacy.follow(topology(2, List.of(SELF)));
    primacy.inForce();
    primacy.open(List.of());

    assertThat(write.answer()).isCompletedExceptionally();
    assertThat(clear.done()).isCompletedExceptionally();
    assertThat(segment.state("key")).isNull();
    assertThat(segment.horizon().floor()).isEqualTo(Version.LEAST);
  }

  @Test
  void open_callerIsStillThere_runsItsCall() {
    OperationId id = new OperationId(SELF, 1, 1);
    OperationJob<String, Long> write =
        OperationJob.alone(primacy, id, "key", Put.of(7L, Put.Kind.PUT), Runnable::run);
    primacy.add(write);

    primacy.follow(topology(2, List.of(SELF)));
    primacy.inForce();
    primacy.open(List.of());

    assertThat(write.answer()).isCompleted();
    assertThat(segment.entry("key")).isNotNull();
  }

  private static Topology topology(int number, List<NodeId> members) {
    return new Topology(
        new TopologyName(number, SELF),
        2,
        members,
        Collections.nCopies(Ownership.SEGMENTS, new SegmentOwners(members, Set.copyOf(members))));
  }

  private static PrimaryParts<String, Long> parts() {
    return new PrimaryParts<>(
        SELF,
        new CacheTraits<>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", new EternalExpiryPolicy()),
            EntryShape.ETERNAL,
            (key, stored) -> 1,
            () -> 0,
            0),
        new SourceOfTruth<>((ReadThrough<String, Long>) null, null),
        new LoadPermits("c", Integer.MAX_VALUE, Duration.ofMinutes(1)),
        new HybridClock(() -> 1, 1),
        new SilentPeers(),
        new NobodyListens<>(),
        (delay, task) -> new CompletableFuture<>(),
        Runnable::run,
        Set.of(),
        () -> {},
        null,
        (number, key, entry) -> {},
        Residency.unbounded(),
        new Grants(() -> 0, true),
        new UpdateForm<>(Wires.ofLongs(), new NewsForm<>(Wires.ofLongs(), type -> false), () -> 0));
  }

  /** Peers that never answer. */
  private static final class SilentPeers implements Peers<String> {

    @Override
    public CompletableFuture<Verdict> replicate(
        NodeId owner,
        TopologyName topology,
        int number,
        Place place,
        long settledThrough,
        Update<String> update) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Map<Integer, Part<String>>> collect(
        NodeId owner, TopologyName topology, Map<Integer, Boolean> segments) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Boolean> drop(NodeId holder, TopologyName topology, String key) {
      return new CompletableFuture<>();
    }

    @Override
    public void settled(List<NodeId> owners, int number, long through) {}
  }
}
