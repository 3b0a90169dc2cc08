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
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.Residency;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** In which version an update is settled. */
final class PublicationTest {
  private static final NodeId SELF = new NodeId(new UUID(0, 1), "self");
  private static final NodeId BACKUP = new NodeId(new UUID(0, 2), "backup");
  private static final Version OLD = new Version(1, 1);
  private static final Version NEWER = new Version(1_000, 2);

  /** An owner that holds a newer version than the first that it is sent. */
  private static final class NewerOwner implements Peers<String> {
    final List<Version> sent = new ArrayList<>();

    @Override
    public CompletableFuture<Verdict> replicate(
        NodeId owner,
        TopologyName topology,
        int segment,
        Place place,
        long settledThrough,
        Update<String> update) {
      sent.add(update.version());
      return CompletableFuture.completedFuture(
          sent.size() == 1 ? new Outdated(NEWER) : new Accepted());
    }

    @Override
    public CompletableFuture<Map<Integer, Part<String>>> collect(
        NodeId owner, TopologyName topology, Map<Integer, Boolean> segments) {
      return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public CompletableFuture<Boolean> drop(NodeId holder, TopologyName topology, String key) {
      return CompletableFuture.completedFuture(true);
    }

    @Override
    public void settled(List<NodeId> owners, int segment, long through) {}
  }

  @Test
  void publish_ownerHoldsANewerVersion_isSettledAboveIt() {
    NewerOwner peers = new NewerOwner();
    List<NodeId> both = List.of(SELF, BACKUP);
    Topology topology = new Topology(
        new TopologyName(1, SELF),
        2,
        both,
        Collections.nCopies(Ownership.SEGMENTS, new SegmentOwners(both, Set.copyOf(both))));
    Mailbox mailbox = new Mailbox();
    Publication<String> publication = new Publication<>(
        new Segment<>(
            0,
            () -> 0,
            Set.of(),
            SimulatedOwners.NO_REFRESH,
            new Inventory<>(Residency.unbounded(), () -> {})),
        mailbox,
        peers,
        new HybridClock(() -> 0, 1),
        (delay, task) -> new CompletableFuture<>(),
        SELF,
        topology,
        new CopyHolders<>(
            0,
            new Grants(() -> 0, true),
            peers,
            mailbox,
            (delay, task) -> new CompletableFuture<>(),
            topology,
            () -> {},
            Set.of()),
        0,
        false);
    publication.inForce();
    List<Update<String>> settled = new ArrayList<>();
    Update<String> update =
        new Update<>("k", OLD, EntryShape.versioned("v", Deadline.NEVER, 1, OLD), null);

    publication.publish(new NoJob(), update, shown -> {
      settled.add(shown);
      return CompletableFuture.completedFuture(null);
    });

    assertThat(settled).hasSize(1);
    assertThat(settled.get(0).version()).isGreaterThan(NEWER);
    assertThat(settled.get(0).after().version()).isEqualTo(settled.get(0).version());
    assertThat(peers.sent).containsExactly(OLD, settled.get(0).version());
  }

  /** What nobody waits for. */
  private record NoJob() implements Job<String> {
    @Override
    public String key() {
      return "k";
    }

    @Override
    public void begin() {}

    @Override
    public void abandon() {}
  }
}
