// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which members have copies of a segment's entries, as its primary knows: before it changes one, they drop it. Confined to the
 * segment's mailbox.
 */
final class CopyHolders<K> {
  /* A member drops all of its copies when it installs a topology. So what is known from earlier ones counts until the newest
   * is in force, when all of its members have installed it; and for those who are no members of it, until the time is over
   * that they were given, as they may live and not have heard of it.
   */

  private static final Duration WATCH = Duration.ofMillis(50);

  private final int segment;
  private final Grants grants;
  private final Peers<K> peers;
  private final Mailbox mailbox;
  private final Alarm alarm;
  private final Set<ReplicationFault> faults;

  /** Those that got their copies in the newest topology. */
  private final Map<K, Grant[]> holders = new HashMap<>();

  /** Those that got them in earlier ones. */
  private final Map<K, Grant[]> former = new HashMap<>();

  private final List<Withdrawal> open = new ArrayList<>();
  private final Runnable whenUnbarred;
  private Topology topology;
  private boolean isWatching;
  private boolean isBarred;

  /**
   * Creates a primary's knowledge, which is none.
   *
   * @param whenUnbarred is run when nothing is {@linkplain #isBarred barred} any more
   * @param faults the mistakes to make
   */
  CopyHolders(
      int segment,
      Grants grants,
      Peers<K> peers,
      Mailbox mailbox,
      Alarm alarm,
      Topology topology,
      Runnable whenUnbarred,
      Set<ReplicationFault> faults) {
    this.segment = segment;
    this.grants = grants;
    this.peers = peers;
    this.mailbox = mailbox;
    this.alarm = alarm;
    this.topology = topology;
    this.whenUnbarred = whenUnbarred;
    this.faults = faults;
  }

  /** Takes note that a member gets a copy of what is shown of a key now; returns whether it may keep it. */
  boolean add(K key, NodeId holder) {
    boolean isOther = topology.members().contains(holder) && !topology.isOwner(holder, segment);
    if (!isOther || !grants.renew(holder)) {
      return false;
    }
    holders.merge(key, new Grant[] {grants.of(holder)}, CopyHolders::joined);
    return true;
  }

  private static Grant[] joined(Grant[] some, Grant[] more) {
    Set<Grant> all = new LinkedHashSet<>(Arrays.asList(some));
    return all.addAll(Arrays.asList(more)) ? all.toArray(Grant[]::new) : some;
  }

  /**
   * Has all copies of a key dropped, or of all keys if there is none. Until what follows is shown, none may be added.
   *
   * @param whenDone is run, not before this returns, when nobody shows one any more; unless that is so already
   */
  Withdrawal withdraw(@Nullable K key, Runnable whenDone) {
    long now = grants.now();
    Set<Grant> asked = take(key);
    asked.removeIf(grant -> grant.left(now) == 0);
    for (Grant grant : asked) {
      grant.asked(now);
    }
    boolean waitsForNobody = faults.contains(ReplicationFault.COMMITS_BEFORE_COPIES_ARE_DROPPED);
    Withdrawal withdrawal = new Withdrawal(waitsForNobody ? Set.of() : asked, whenDone);
    if (!withdrawal.isDone()) {
      open.add(withdrawal);
      watch();
    }
    asked.forEach(grant -> ask(grant, key, withdrawal));
    return withdrawal;
  }

  private Set<Grant> take(@Nullable K key) {
    Set<Grant> asked = new LinkedHashSet<>();
    if (key == null) {
      holders.values().forEach(some -> asked.addAll(Arrays.asList(some)));
      former.values().forEach(some -> asked.addAll(Arrays.asList(some)));
      holders.clear();
      former.clear();
      return asked;
    }
    add(asked, holders.remove(key));
    add(asked, former.remove(key));
    return asked;
  }

  private static void add(Set<Grant> all, Grant @Nullable [] some) {
    if (some != null) {
      all.addAll(Arrays.asList(some));
    }
  }

  private void ask(Grant grant, @Nullable K key, Withdrawal withdrawal) {
    var unused = peers
        .drop(grant.holder(), topology.name(), key)
        .thenAccept(
            isDropped -> { // who fails to is given no more time
              grant.answered(grants.now());
              if (isDropped) {
                mailbox.execute(() -> {
                  withdrawal.dropped(grant);
                  open.removeIf(Withdrawal::isDone);
                });
              }
            });
  }

  /** Lets nothing be changed for so many nanoseconds, as members may have copies that are not known here. */
  void bar(long nanos) {
    isBarred = nanos > 0;
    if (isBarred) {
      var unused = alarm.set(
          Duration.ofNanos(nanos),
          () -> mailbox.execute(() -> {
            isBarred = false;
            whenUnbarred.run();
          }));
    }
  }

  /** Returns whether nothing may be changed yet. */
  boolean isBarred() {
    return isBarred;
  }

  /** Sees to it that nobody is waited for whose time is over. */
  private void watch() {
    if (!isWatching) {
      isWatching = true;
      var unused = alarm.set(WATCH, () -> mailbox.execute(this::lapse));
    }
  }

  private void lapse() {
    isWatching = false;
    long now = grants.now();
    List.copyOf(open).forEach(withdrawal -> withdrawal.lapse(now));
    open.removeIf(Withdrawal::isDone);
    if (!open.isEmpty()) {
      watch();
    }
  }

  /** Goes on in another topology, which is not in force yet. */
  void follow(Topology next) {
    topology = next;
    if (!faults.contains(ReplicationFault.FORGETS_FORMER_HOLDERS)) {
      holders.forEach((key, some) -> former.merge(key, some, CopyHolders::joined));
    }
    holders.clear();
    open.forEach(Withdrawal::follow);
  }

  /** All members have installed the topology. */
  void inForce() {
    Topology current = topology;
    former.entrySet().removeIf(entry -> {
      Grant[] left = Arrays.stream(entry.getValue())
          .filter(grant -> !current.members().contains(grant.holder()))
          .toArray(Grant[]::new);
      entry.setValue(left);
      return left.length == 0;
    });
    List.copyOf(open).forEach(withdrawal -> withdrawal.inForce(current.members()));
    open.removeIf(Withdrawal::isDone);
    if (!former.isEmpty()) { // nobody who is no member is given any more time
      var unused = alarm.set(Lease.WAIT, () -> mailbox.execute(() -> forgetFormer(current)));
    }
  }

  private void forgetFormer(Topology then) {
    if (topology.name().equals(then.name())) {
      former.clear();
    }
  }

  /** Returns for how many keys there are holders. */
  int size() {
    return holders.size() + former.size();
  }
}
