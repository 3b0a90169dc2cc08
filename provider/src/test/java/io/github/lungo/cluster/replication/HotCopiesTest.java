// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What members keep of entries that they do not own, and that nobody ever reads what is not there any more. */
final class HotCopiesTest {
  private static final StableHash HASH = new StableHash("c");
  private static final int SEEDS = 20;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(50);

  private SimulatedOwners cluster;
  private Owner primary;
  private Owner backup;
  private Owner holder;
  private Owner other;
  private String key;

  /** Starts four members; the coordinator is the last to hold copies of the key. */
  private void start(ReplicationFault... mistakes) {
    start(1, mistakes);
  }

  private void start(long seed, ReplicationFault... mistakes) {
    begin(new SimulatedOwners(seed, 2, 4, NetworkSettings.reliable(), Set.of(mistakes)));
  }

  private void start(ExpiryPolicy expiry) {
    begin(new SimulatedOwners(1, 2, 4, NetworkSettings.reliable(), Set.of(), expiry, time -> null));
  }

  private void begin(SimulatedOwners members) {
    cluster = members;
    Owner coordinator = cluster.owners.get(0);
    key = IntStream.range(0, 10_000)
        .mapToObj(i -> "k" + i)
        .filter(some -> !isOwner(coordinator, some))
        .findFirst()
        .orElseThrow();
    primary = cluster.primaryOf(key);
    backup = cluster.owners.stream()
        .filter(owner -> owner != primary && isOwner(owner, key))
        .findFirst()
        .orElseThrow();
    holder = cluster.owners.stream()
        .filter(owner -> owner != coordinator && !isOwner(owner, key))
        .findFirst()
        .orElseThrow();
    other = coordinator;
    cluster.put(primary, key, 1);
  }

  private static boolean isOwner(Owner owner, String key) {
    return owner.cache.topology().isOwner(owner.node.id(), HASH.segmentOf(key));
  }

  /** Returns what the member knows without asking, or null. */
  private static @Nullable Long shownAt(Owner owner, String key) {
    var found = owner.cache.readHere(key, false);
    return found.entry() == null ? null : (Long) found.entry().stored();
  }

  @Test
  void read_byAMemberThatIsNoOwner_isKept() {
    start();
    assertThat(shownAt(holder, key)).isNull();

    assertThat(cluster.read(holder, key)).isEqualTo(1);

    assertThat(shownAt(holder, key)).isEqualTo(1);
    cluster.time.runFor(Duration.ofSeconds(10));
    assertThat(shownAt(holder, key)).isEqualTo(1);
  }

  @Test
  void put_dropsTheCopiesBeforeItIsShown() {
    start();
    cluster.read(holder, key);
    cluster.read(other, key);

    cluster.put(backup, key, 2);

    assertThat(shownAt(holder, key)).isNull();
    assertThat(shownAt(other, key)).isNull();
    assertThat(cluster.read(holder, key)).isEqualTo(2);
    assertThat(shownAt(holder, key)).isEqualTo(2);
  }

  @Test
  void removeAndClear_dropTheCopies() {
    start();
    cluster.read(holder, key);
    cluster.remove(other, key);
    assertThat(shownAt(holder, key)).isNull();
    cluster.put(primary, key, 3);
    cluster.read(holder, key);

    cluster.await(other.cache.clear());

    assertThat(shownAt(holder, key)).isNull();
    assertThat(cluster.read(holder, key)).isNull();
  }

  @Test
  void read_whileAWriteIsOpen_findsTheOldValueAndKeepsNothing() {
    start();
    cluster.network.cut(primary.node, backup.node);
    CompletableFuture<Told> write = cluster.begin(primary, key, 2);
    cluster.time.runFor(MOMENT);

    assertThat(cluster.read(holder, key)).isEqualTo(1);

    assertThat(shownAt(holder, key)).isNull();
    cluster.network.heal();
    cluster.await(write);
    assertThat(cluster.read(holder, key)).isEqualTo(2);
  }

  /** Nobody reads the copies for a minute. */
  @Test
  void noReads_copiesGoAndNothingIsAskedAnyMore() {
    start();
    cluster.read(holder, key);

    cluster.time.runFor(Duration.ofMinutes(2));

    assertThat(holder.cache.hotCopies().size()).isZero();
    assertThat(holder.cache.hotCopies().isLeased()).isFalse();
  }

  @Test
  void topology_newMember_copiesAreDropped() {
    start();
    cluster.read(holder, key);

    cluster.join();
    cluster.rest();

    assertThat(holder.cache.hotCopies().size()).isZero();
  }

  /** The answer is on its way for long; the entry is written meanwhile. */
  @Test
  void keepsOvertakenFills() {
    assertThat(LongStream.range(0, SEEDS).filter(this::isOldAfterOvertakenFill)).isEmpty();
    assertThat(LongStream.range(0, SEEDS)
            .filter(seed -> isOldAfterOvertakenFill(seed, ReplicationFault.KEEPS_OVERTAKEN_FILLS)))
        .isNotEmpty();
  }

  private boolean isOldAfterOvertakenFill(long seed, ReplicationFault... mistakes) {
    start(seed, mistakes);
    cluster.read(holder, otherKeyOf(primary)); // a lease begins
    cluster.network.cutOneWay(primary.node, holder.node);
    CompletableFuture<@Nullable Long> read = cluster.beginRead(holder, key);
    cluster.time.runFor(Duration.ofMillis(10));
    assertThat(read).isNotDone();
    cluster.network.heal();
    CompletableFuture<Told> write = cluster.begin(backup, key, 2);
    cluster.await(write);
    cluster.await(read);

    return cluster.read(holder, key) == 1;
  }

  private String otherKeyOf(Owner leader) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> "o" + i)
        .filter(some -> cluster.primaryOf(some) == leader && !isOwner(holder, some))
        .peek(some -> cluster.put(leader, some, 7))
        .findFirst()
        .orElseThrow();
  }

  /** The answer is on its way for longer than the primary waits: what it says was replaced meanwhile. */
  @Test
  void read_answerComesAfterItsLease_isNotKept() {
    assertThat(LongStream.range(0, SEEDS).filter(this::showsLateAnswer)).isEmpty();
  }

  private boolean showsLateAnswer(long seed) {
    start(seed);
    cluster.network.cutOneWay(primary.node, holder.node);
    CompletableFuture<@Nullable Long> read = cluster.beginRead(holder, key);
    cluster.time.runFor(MOMENT);
    cluster.await(cluster.begin(backup, key, 2));
    assertThat(read).isNotDone();
    cluster.network.heal();
    boolean isOld = false;
    while (!read.isDone()) {
      cluster.time.runFor(Duration.ofNanos(100_000));
      @Nullable Long shown = shownAt(holder, key);
      isOld |= shown != null && shown == 1;
    }
    return isOld;
  }

  /** A holder that hears nothing for a while shows its copy while the writer returns. */
  @Test
  void commitsBeforeCopiesAreDropped() {
    assertThat(isStaleAfterWrite(Duration.ofMillis(100))).isFalse();
    assertThat(isStaleAfterWrite(
            Duration.ofMillis(100), ReplicationFault.COMMITS_BEFORE_COPIES_ARE_DROPPED))
        .isTrue();
  }

  /** A holder that cannot be told shows nothing any more when its primary does not wait for it any longer. */
  @Test
  void servesPastTheLease() {
    assertThat(isStaleAfterWrite(Duration.ofSeconds(2))).isFalse();
    assertThat(isStaleAfterWrite(Duration.ofSeconds(2), ReplicationFault.SERVES_PAST_THE_LEASE))
        .isTrue();
  }

  /** Returns whether a write has returned while a holder that its primary cannot reach shows the value before it. */
  private boolean isStaleAfterWrite(Duration patience, ReplicationFault... mistakes) {
    start(mistakes);
    cluster.read(holder, key);
    cluster.network.cut(primary.node, holder.node);
    CompletableFuture<Told> write = cluster.begin(backup, key, 2);
    cluster.time.runFor(patience);

    @Nullable Long shown = shownAt(holder, key);
    return write.isDone() && shown != null && shown == 1;
  }

  /** The holder reaches the primary, but not the other way round: what it asks for must not keep the writer waiting. */
  @Test
  void write_holderHearsNothingButGoesOnAsking_waitsNoLongerThanItsLease() {
    start();
    String another = otherKeyOf(primary);
    cluster.read(holder, key);
    cluster.read(holder, another);
    cluster.network.cutOneWay(primary.node, holder.node);

    CompletableFuture<Told> write = cluster.begin(backup, key, 2);
    long start = cluster.time.nanos();
    while (!write.isDone()) {
      var unused = CompletableFuture.allOf(
          cluster.beginRead(holder, "x" + cluster.time.nanos()),
          cluster.beginRead(holder, another));
      cluster.time.runFor(Duration.ofMillis(20));
      assertThat(write.isDone() && shownAt(holder, key) != null).isFalse();
    }

    assertThat(Duration.ofNanos(cluster.time.nanos() - start))
        .isLessThan(Lease.WAIT.plus(Grant.PATIENCE).plus(Duration.ofMillis(200)));
    CompletableFuture<Told> next = cluster.begin(backup, another, 8);
    cluster.time.runFor(MOMENT.multipliedBy(8));
    assertThat(next).isDone();
    assertThat(shownAt(holder, another)).isNull();
  }

  /** What was written while a holder could not be told is not read from its copies when it is back. */
  @Test
  void holderIsBack_afterItsLease_readsWhatIsThere() {
    start();
    cluster.read(holder, key);
    cluster.network.cut(primary.node, holder.node);
    cluster.await(cluster.begin(backup, key, 2));
    cluster.network.heal();

    for (int i = 0; i < 100; i++) {
      @Nullable Long shown = shownAt(holder, key);
      assertThat(shown == null || shown == 2).isTrue();
      cluster.time.runFor(Duration.ofMillis(5));
    }
    assertThat(cluster.read(holder, key)).isEqualTo(2);
  }

  /** A holder stands still until it is expelled, and 8 seconds more, while its key is written. */
  @Test
  void holderPausesUntilItIsExpelled_wakes_readsNothingOld() {
    start();
    cluster.read(holder, key);
    cluster.network.pause(holder.node);
    long start = cluster.time.nanos();
    cluster.await(cluster.begin(backup, key, 2));
    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(Duration.ofSeconds(2));
    cluster.time.runUntil(
        () -> !primary.cache.topology().members().contains(holder.node.id()), SOON);
    cluster.await(cluster.begin(backup, key, 3));
    cluster.time.runFor(Duration.ofSeconds(8));
    assertThat(shownAt(holder, key))
        .isNull(); // its first thread to wake, before it has heard of anything

    cluster.network.resume(holder.node);
    for (int i = 0; i < 1_000; i++) {
      assertThat(shownAt(holder, key)).isNull();
      cluster.time.runFor(Duration.ofMillis(5));
    }
  }

  /** The primary dies: the next one knows nothing of copies, as there are none any more. */
  @Test
  void keepsCopiesForTheNextPrimary() {
    assertThat(readAfterChangeOfPrimary()).isEqualTo(2);
    assertThat(readAfterChangeOfPrimary(ReplicationFault.KEEPS_COPIES_FOR_THE_NEXT_PRIMARY))
        .isEqualTo(1);
  }

  private @Nullable Long readAfterChangeOfPrimary(ReplicationFault... mistakes) {
    start(mistakes);
    cluster.leave(primary.node);
    CompletableFuture<@Nullable Long> read = cluster.beginRead(holder, key);
    cluster.await(read);
    String asked = key;
    // It is read until the primary has left, as long as that goes on giving it time.
    while (holder.cache.topology().members().contains(primary.node.id())) {
      var unused = cluster.beginRead(holder, asked);
      cluster.time.runFor(Duration.ofMillis(1));
    }
    CompletableFuture<Told> write = cluster.begin(backup, key, 2);
    while (!write.isDone()) {
      cluster.time.runFor(Duration.ofMillis(1));
    }

    return cluster.read(holder, key);
  }

  @Test
  void write_afterTheCrashOfThePrimaryAlone_doesNotWaitForLeases() {
    start();
    cluster.read(holder, key);
    cluster.network.crash(primary.node);
    cluster.time.runUntil(
        () -> backup.cache.topology().primaryOf(HASH.segmentOf(key)).equals(backup.node.id()),
        SOON);
    long start = cluster.time.nanos();

    cluster.await(cluster.begin(backup, key, 2));

    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(Lease.WAIT.dividedBy(2));
    assertThat(cluster.read(holder, key)).isEqualTo(2);
  }

  @Test
  void leave_ofAHolder_isNotWaitedFor() {
    start();
    cluster.read(holder, key);
    cluster.leave(holder.node);
    cluster.time.runUntil(
        () -> !primary.cache.topology().members().contains(holder.node.id()), SOON);
    long start = cluster.time.nanos();

    cluster.await(cluster.begin(backup, key, 2));

    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(Lease.WAIT.dividedBy(2));
  }

  /**
   * The primary and a holder are not heard any more by the others, who go on without them; the primary has given the holder time
   * to the end. Only then it dies.
   */
  @Test
  void forgetsFormerHolders() {
    assertThat(isReadWhileTheNextPrimaryHasWritten()).isFalse();
    assertThat(isReadWhileTheNextPrimaryHasWritten(ReplicationFault.FORGETS_FORMER_HOLDERS))
        .isTrue();
  }

  private boolean isReadWhileTheNextPrimaryHasWritten(ReplicationFault... mistakes) {
    start(mistakes);
    cluster.read(holder, key);
    for (Owner gone : List.of(primary, holder)) {
      cluster.network.cutOneWay(gone.node, backup.node);
      cluster.network.cutOneWay(gone.node, other.node);
    }
    cluster.time.runUntil(
        () -> backup.cache.topology().primaryOf(HASH.segmentOf(key)).equals(backup.node.id()),
        SOON);
    assertThat(backup.cache.topology().members()).doesNotContain(holder.node.id());
    cluster.network.crash(primary.node);
    assertThat(shownAt(holder, key)).isEqualTo(1);
    CompletableFuture<Told> write = cluster.begin(backup, key, 2);
    long start = cluster.time.nanos();
    while (!write.isDone()) {
      cluster.time.runFor(Duration.ofMillis(1));
    }
    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(Duration.ofSeconds(2));

    return shownAt(holder, key) != null;
  }

  /** Others hear nothing of a holder and go on without it, while its primary, which stays, has given it time. */
  @Test
  void forgetsFormerHolders_primaryStays() {
    assertThat(isReadAfterItWasExpelled()).isFalse();
    assertThat(isReadAfterItWasExpelled(ReplicationFault.FORGETS_FORMER_HOLDERS))
        .isTrue();
  }

  private boolean isReadAfterItWasExpelled(ReplicationFault... mistakes) {
    start(mistakes);
    cluster.read(holder, key);
    cluster.network.cutOneWay(holder.node, backup.node);
    cluster.network.cutOneWay(holder.node, other.node);
    cluster.time.runUntil(
        () -> !primary.cache.topology().members().contains(holder.node.id()), SOON);
    assertThat(holder.cache.topology().members()).contains(holder.node.id());
    assertThat(shownAt(holder, key)).isEqualTo(1);
    CompletableFuture<Told> write = cluster.begin(primary, key, 2);
    long start = cluster.time.nanos();
    while (!write.isDone()) {
      cluster.time.runFor(Duration.ofMillis(1));
    }
    assertThat(Duration.ofNanos(cluster.time.nanos() - start)).isLessThan(Duration.ofSeconds(2));

    return shownAt(holder, key) != null;
  }

  @Test
  void readAll_ofManyKeys_asksEachPrimaryOnceAndKeepsThem() {
    start();
    List<String> keys = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
    keys.forEach(some -> cluster.put(primary, some, 5));
    cluster.time.runFor(MOMENT);
    long before = requestsOf(holder);

    assertThat(cluster.await(holder.cache.readAll(keys)))
        .hasSize(100)
        .allSatisfy((some, found) -> assertThat(found.entry().stored()).isEqualTo(5L));

    assertThat(requestsOf(holder) - before).isEqualTo(3);
    assertThat(keys)
        .allSatisfy(some ->
            assertThat(isOwner(holder, some) || shownAt(holder, some) != null).isTrue());
  }

  private long requestsOf(Owner caller) {
    String requests = "REQUEST " + caller.node + ">";
    return cluster.time.trace().lines().stream()
        .filter(line -> line.contains(requests))
        .count();
  }

  /** A copy is not shown for longer than its entry has to live, by the holder's clock, too. */
  @Test
  void entryExpires_copyIsNotShownAnyMore() {
    start(new CreatedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 5)));
    cluster.time.runFor(Duration.ofSeconds(2));
    cluster.read(holder, key);
    cluster.time.runFor(Duration.ofMillis(2_500));
    assertThat(shownAt(holder, key)).isEqualTo(1);

    cluster.time.runFor(Duration.ofMillis(600));

    assertThat(shownAt(holder, key)).isNull();
    assertThat(cluster.read(holder, key)).isNull();
  }

  /** A read prolongs the entry's life at its primary, which has to hear of it. */
  @Test
  void accessExpiry_nothingIsKept() {
    start(new TouchedExpiryPolicy(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 5)));

    for (int i = 0; i < 5; i++) {
      assertThat(cluster.read(holder, key)).isEqualTo(1);
      assertThat(holder.cache.hotCopies().size()).isZero();
      cluster.time.runFor(Duration.ofSeconds(2));
    }
  }
}
