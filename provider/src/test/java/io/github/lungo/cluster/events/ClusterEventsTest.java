// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.ListenerScope;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;

/** What one member is told of another's changes, in virtual time. */
final class ClusterEventsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime();
  private final SimulatedNetwork network =
      new SimulatedNetwork(1, time, NetworkSettings.reliable());
  private final List<String> heard = new ArrayList<>();
  private final SimulatedNode nodeA = network.add();
  private final SimulatedNode nodeB = network.add();
  private final EventMember a = member(nodeA, nodeA.time().pool(), ListenerScope.CLUSTER);

  private static EventMember member(SimulatedNode node, Executor executor, ListenerScope scope) {
    return new EventMember(
        node.transport(), node.time().clock(), node.time().alarm(), executor, TIMEOUT, scope);
  }

  private EventMember b(Executor executor) {
    return member(nodeB, executor, ListenerScope.CLUSTER);
  }

  private EventMember b() {
    return b(nodeB.time().pool());
  }

  private void listen(EventMember member, boolean wantsOld, boolean isSynchronous) {
    var unused = new Listener(
            wantsOld, isSynchronous, event -> heard.add(member.id() + " " + text(event)))
        .register(member.dispatcher);
  }

  private static String text(CacheEntryEvent<? extends String, ? extends Long> event) {
    return event.getEventType() + " " + event.getKey() + "=" + event.getValue()
        + (event.isOldValueAvailable() ? " (" + event.getOldValue() + ")" : "");
  }

  private void join(EventMember... members) throws ExecutionException {
    for (EventMember member : members) {
      member.channel.start();
    }
    install(members);
  }

  private void install(EventMember... members) throws ExecutionException {
    Topology topology = topology(members);
    List<CompletableFuture<Void>> installed = new ArrayList<>();
    for (EventMember member : members) {
      installed.add(member.install(topology));
    }
    await(CompletableFuture.allOf(installed.toArray(CompletableFuture[]::new)));
  }

  private static Topology topology(EventMember... members) {
    List<NodeId> ids = List.of(members).stream().map(EventMember::id).toList();
    return TopologyProposal.first(new TopologyName(1, ids.get(0)), ids, 1).topology();
  }

  private void await(CompletableFuture<Void> future) throws ExecutionException {
    var unused = time.await(future, LONG);
  }

  /** Returns how long it took until a telling was over. */
  private Duration until(CompletableFuture<Void> told) {
    long begin = time.nanos();
    time.runUntil(told::isDone, LONG);
    return Duration.ofNanos(time.nanos() - begin);
  }

  @Test
  void tell_nobodyListens_sendsNothing() throws ExecutionException {
    EventMember b = b();
    join(a, b);
    time.runFor(LONG);
    int before = time.trace().lines().size();

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);
    time.runFor(LONG);

    assertThat(told).isCompleted();
    assertThat(time.trace().lines()).hasSize(before);
  }

  @Test
  void tell_synchronousListenerElsewhere_waitsForThatAndNoLonger() throws ExecutionException {
    EventMember b = b(task -> {
      var unused = nodeB.time().alarm().set(Duration.ofSeconds(2), task);
    });
    listen(b, false, true);
    join(a, b);

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);
    Duration took = until(told);

    assertThat(told).isCompleted();
    assertThat(heard).containsExactly("n2 CREATED k=1");
    assertThat(took).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void tell_asynchronousListenerElsewhere_waitsForNobody() throws ExecutionException {
    EventMember b = b();
    listen(b, false, false);
    join(a, b);

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);

    assertThat(told).isCompleted();
    time.runFor(Duration.ofSeconds(2));
    assertThat(heard).containsExactly("n2 CREATED k=1");
  }

  @Test
  void tell_listenersThrow_failsWithTypeAndCauseAndOthersHear() throws ExecutionException {
    EventMember b = b();
    Listener failing = new Listener(true, true, event -> {
      throw new IllegalStateException("no room for " + event.getKey());
    });
    failing.register(b.dispatcher);
    listen(b, false, true);
    listen(a, false, true);
    join(a, b);

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);
    time.runUntil(told::isDone, LONG);

    assertThatThrownBy(told::get)
        .cause()
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("CREATED of key k")
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room for k");
    assertThat(heard).containsExactlyInAnyOrder("n1 CREATED k=1", "n2 CREATED k=1");
  }

  @Test
  void tell_failureCannotTravel_comesAsText() throws ExecutionException {
    EventMember b = b();
    Listener failing = new Listener(true, true, event -> {
      throw new Unsendable();
    });
    failing.register(b.dispatcher);
    join(a, b);

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);
    time.runUntil(told::isDone, LONG);

    assertThatThrownBy(told::get)
        .cause()
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining(Unsendable.class.getName());
  }

  private static final class Unsendable extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void tell_memberDiesWhileItsListenerRuns_goesOn() throws ExecutionException {
    EventMember b = new EventMember(
        nodeB.transport(),
        nodeB.time().clock(),
        nodeB.time().alarm(),
        task -> {},
        Duration.ofHours(1));
    EventMember patient = new EventMember(
        network.add().transport(),
        nodeA.time().clock(),
        nodeA.time().alarm(),
        nodeA.time().pool(),
        Duration.ofHours(1));
    listen(b, false, true);
    join(patient, b);
    CompletableFuture<Void> told = patient.tell(EventType.CREATED, "k", 1);
    time.runFor(Duration.ofSeconds(20));
    assertThat(told).isNotDone();

    network.crash(nodeB);
    time.runUntil(told::isDone, LONG);

    assertThat(told).isCompletedWithValue(null);
  }

  @Test
  void tell_listenerHangs_givesUpAtTheTimeout() throws ExecutionException {
    EventMember b = b(task -> {});
    listen(b, false, true);
    join(a, b);

    CompletableFuture<Void> told = a.tell(EventType.CREATED, "k", 1);
    Duration took = until(told);

    assertThatThrownBy(told::get)
        .cause()
        .isInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("[n2] have not heard of a change within 5000 ms");
    assertThat(took).isBetween(TIMEOUT, TIMEOUT.plusSeconds(1));
    assertThat(a.events.isQuiet()).isTrue();
  }

  @Test
  void tell_sameConfigurationOnBoth_eachHearsOnce() throws ExecutionException {
    EventMember b = b();
    listen(a, true, true);
    listen(b, true, true);
    join(a, b);

    await(a.tell(EventType.CREATED, "k", 1));
    await(a.tell(EventType.UPDATED, "k", 2));
    time.runFor(LONG);

    assertThat(heard)
        .containsExactlyInAnyOrder(
            "n1 CREATED k=1", "n2 CREATED k=1", "n1 UPDATED k=2 (1)", "n2 UPDATED k=2 (1)");
  }

  @Test
  void tell_oldValue_goesOnlyWhereItIsWanted() throws ExecutionException {
    EventMember b = b();
    listen(b, false, true);
    join(a, b);

    await(a.tell(EventType.UPDATED, "k", 1_234_567));
    await(a.tell(EventType.REMOVED, "k", 1_234_568));
    listen(b, true, true);
    await(a.tell(EventType.REMOVED, "k", 1_234_569)); // nobody has told a yet
    await(b.events.listenersChanged());
    await(a.tell(EventType.REMOVED, "k", 1_234_570));

    assertThat(heard)
        .containsExactly(
            "n2 UPDATED k=1234567",
            "n2 REMOVED k=null",
            "n2 REMOVED k=null",
            "n2 REMOVED k=null",
            "n2 REMOVED k=null",
            "n2 REMOVED k=1234570 (1234570)");
  }

  @Test
  void tell_equalVersionsOfOtherTypes_areDifferentEvents() throws ExecutionException {
    EventMember b = b();
    listen(b, true, true);
    join(a, b);

    await(a.tell(EventType.UPDATED, "k", 2));
    await(a.tell(EventType.EXPIRED, "k", 2));
    await(a.tell(EventType.EXPIRED, "k", 2));

    assertThat(heard).containsExactly("n2 UPDATED k=2 (1)", "n2 EXPIRED k=2 (2)");
  }

  @Test
  void scopeLocal_hearsOnlyOperationsCalledThere() throws ExecutionException {
    EventMember b = member(nodeB, nodeB.time().pool(), ListenerScope.LOCAL);
    listen(b, false, true);
    join(a, b);

    await(a.tell(EventType.CREATED, "k", 1, a.id()));
    await(a.tell(EventType.UPDATED, "k", 2, b.id()));
    await(b.tell(EventType.CREATED, "j", 3, a.id()));
    await(b.tell(EventType.UPDATED, "j", 4, b.id()));
    time.runFor(LONG);

    assertThat(heard).containsExactly("n2 UPDATED k=2", "n2 UPDATED j=4");
  }

  @Test
  void install_memberNotInTheViewYet_waitsUntilItIsKnown() throws ExecutionException {
    EventMember b = b();
    listen(b, false, true);
    a.channel.start();
    CompletableFuture<Void> installed = a.install(topology(a, b));
    time.runFor(Duration.ofSeconds(5));
    assertThat(installed).isNotDone();

    b.channel.start();
    time.runUntil(installed::isDone, LONG);
    await(a.tell(EventType.CREATED, "k", 1));

    assertThat(heard).containsExactly("n2 CREATED k=1");
  }

  @Test
  void install_memberDead_waitsForItNoLonger() throws ExecutionException {
    EventMember b = b();
    join(a, b);
    network.crash(nodeB);
    listen(a, false, true);

    CompletableFuture<Void> announced = a.events.listenersChanged();
    assertThat(announced).isNotDone();
    time.runUntil(announced::isDone, LONG);

    await(a.install(topology(a, b)));
    assertThat(announced).isCompleted();
  }
}
