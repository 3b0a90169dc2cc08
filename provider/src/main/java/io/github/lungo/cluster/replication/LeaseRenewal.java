// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.replication.HotCopies.Due;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Renews this member's leases as long as it has hot copies that are read, of primaries that it does not ask anyway; and gives
 * them back when it goes. Thread-safe.
 */
final class LeaseRenewal {
  private static final byte[] GRANTED = {1};
  private static final byte[] REFUSED = {0};

  private final ClusterChannel channel;
  private final int cache;
  private final HotCopies<?> copies;
  private final Alarm alarm;
  private final AtomicBoolean isRunning = new AtomicBoolean();

  LeaseRenewal(ClusterChannel channel, int cache, HotCopies<?> copies, Alarm alarm) {
    this.channel = channel;
    this.cache = cache;
    this.copies = copies;
    this.alarm = alarm;
  }

  /** Begins, if it has not. */
  void start() {
    if (!isRunning.get() && isRunning.compareAndSet(false, true)) {
      setAlarm();
    }
  }

  private void setAlarm() {
    var unused = alarm.set(Lease.RENEWAL, this::renew);
  }

  private void renew() {
    copies.due().forEach(this::renew);
    if (copies.isLeased()) {
      setAlarm();
      return;
    }
    isRunning.set(false);
    if (copies.isLeased()) { // by a thread that has seen this run
      start();
    }
  }

  private void renew(Due due) {
    var unused = ask(due.primary(), RequestKind.RENEW, due.topology()).thenAccept(answer -> {
      if (Arrays.equals(answer, GRANTED)) {
        copies.renewed(due);
      }
    });
  }

  /** Says whether a lease is renewed. */
  static byte[] answer(boolean isGranted) {
    return isGranted ? GRANTED.clone() : REFUSED.clone();
  }

  /**
   * Tells primaries that this member shows no copies of their entries any more.
   *
   * @return completes when all know, or their leases have run out
   */
  CompletableFuture<Void> release(Topology topology, List<NodeId> primaries) {
    return CompletableFuture.allOf(primaries.stream()
        .map(primary -> ask(primary, RequestKind.RELEASE, topology.name())
            .exceptionally(
                failure -> REFUSED)) // it is gone, or has not answered for as long as a lease lasts
        .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<byte[]> ask(NodeId primary, RequestKind kind, TopologyName topology) {
    FrameWriter request = new FrameWriter().writeByte(kind.code());
    UpdateForm.write(request, topology);
    return channel.request(primary, cache, request.toBytes(), Lease.WAIT, Lease.WAIT);
  }
}
