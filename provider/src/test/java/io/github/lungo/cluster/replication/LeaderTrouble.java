// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trouble that seldom comes by itself, aimed at who leads a key, at moments that the play's seed decides. Confined to one
 * thread.
 */
final class LeaderTrouble {
  private static final StableHash HASH = new StableHash("c");
  private static final Duration LONG = Duration.ofMinutes(2);

  /** So many are crashed or come, one after the other, that as many others would keep each entry. */
  private static final int MEMBERS = 3;

  private final Play play;

  LeaderTrouble(Play play) {
    this.play = play;
  }

  /** Returns keys of one segment. */
  static List<String> keysOfOneSegment(int number) {
    return ofSegmentOf("k0", "k").limit(number).toList();
  }

  private static Stream<String> ofSegmentOf(String key, String prefix) {
    int segment = HASH.segmentOf(key);
    return IntStream.range(0, Integer.MAX_VALUE)
        .mapToObj(i -> prefix + i)
        .filter(other -> HASH.segmentOf(other) == segment);
  }

  /**
   * Many a time crashes the member that leads the keys while they are written, and the next one while they are read, or after
   * they have been written again.
   */
  void crashLeaders(int times) {
    for (int i = 0; i < times; i++) {
      String key = play.anyKey();
      play.withEachKey(Kind.PUT);
      leader(key).ifPresent(this::cutFromOne);
      play.beginWithEachKey(Kind.PUT);
      passUpTo(Duration.ofMillis(20));
      crashLeader(key);
      play.cluster.time.runUntil(() -> leader(key).isPresent(), LONG);
      if (play.random.nextBoolean()) {
        passUpTo(Duration.ofMillis(10));
        leader(key).ifPresent(this::cutFromOne);
        for (int j = 0; j < 5; j++) {
          play.beginWithEachKey(Kind.GET);
          passUpTo(Duration.ofMillis(5));
        }
      } else {
        play.withEachKey(Kind.PUT);
      }
      crashLeader(key);
      play.cluster.rest(); // who joins while a coordinator is dead begins alone
      play.withEachKey(Kind.GET);
      while (play.cluster.owners.size() < MEMBERS) {
        var unused = play.cluster.join();
        play.cluster.rest();
      }
    }
  }

  /** Has another member hear nothing more of one. */
  private void cutFromOne(Owner from) {
    List<Owner> others = play.cluster.others(from, from);
    play.cluster.network.cutOneWay(from.node, others.get(play.random.nextInt(others.size())).node);
  }

  private void crashLeader(String key) {
    leader(key).ifPresent(owner -> play.cluster.network.crash(owner.node));
    play.cluster.network.heal();
  }

  /** Returns the living member that leads a key in a topology that is in force there. */
  private Optional<Owner> leader(String key) {
    int segment = HASH.segmentOf(key);
    return play.cluster.owners.stream()
        .filter(owner -> owner.isUsable()
            && owner.topology.standing().isInForce()
            && owner.topology.standing().topology().primaryOf(segment).equals(owner.node.id()))
        .findFirst();
  }

  /** Many a time has a member come, and crashes the one that leads the keys while that one is sent them. */
  void crashLeadersWhileOthersCome(int times) {
    for (int i = 0; i < times; i++) {
      String key = play.anyKey();
      play.withEachKey(Kind.PUT);
      Owner joiner = play.cluster.join();
      play.cluster.time.runUntil(() -> joiner.topology != null, LONG);
      passUpTo(Duration.ofMillis(20));
      crashLeader(key);
      play.cluster.rest();
      play.withEachKey(Kind.GET);
    }
  }

  /** Many a time removes so much that tombstones go, and has a member come or leave. */
  void moveAndForget(int times) {
    for (int i = 0; i < times; i++) {
      play.withEachKey(Kind.PUT);
      forgetTombstones();
      var unused = play.cluster.join();
      play.cluster.rest();
      leader(play.anyKey()).ifPresent(owner -> play.cluster.leave(owner.node));
      play.cluster.rest();
      play.withEachKey(Kind.GET);
    }
  }

  private void forgetTombstones() {
    Owner caller = play.cluster.owners.get(0);
    List<String> others =
        ofSegmentOf(play.anyKey(), "other").limit(Tombstones.MOST + 1).toList();
    others.stream()
        .map(key -> play.cluster.begin(caller, key, 0))
        .toList()
        .forEach(play.cluster::await);
    others.stream()
        .map(key -> SimulatedOwners.operate(caller, key, Remove.any(Remove.Kind.ANY)))
        .toList()
        .forEach(play.cluster::await);
  }

  private void passUpTo(Duration most) {
    play.cluster.time.runFor(Duration.ofNanos((long) (play.random.nextDouble() * most.toNanos())));
  }
}
