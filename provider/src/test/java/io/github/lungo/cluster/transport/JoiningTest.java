// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.testing.LoggedLines;
import io.github.lungo.testing.Threads;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said when a member starts, or cannot. */
final class JoiningTest {
  private final TestCluster cluster = new TestCluster();
  private final LoggedLines log = new LoggedLines(JGroupsTransport.class.getName());

  @AfterEach
  void end() {
    cluster.close();
    log.close();
  }

  @Test
  void start_alone_saysWhatWasTried() {
    ClusterSettings settings = cluster.settings();

    cluster.start(settings);

    assertThat(log.lines())
        .containsExactly(
            "INFO cluster '%s': no other member found, tried %s from %s; this one is the first, and others that come will be found"
                .formatted(cluster.name(), settings.discovery(), settings.binding()));
  }

  @Test
  void start_ofTheSecond_saysWhoIsThere() {
    List<Member> members = cluster.start(2);

    assertThat(log.lines().get(1))
        .isEqualTo("INFO cluster '%s': joined %s by %s"
            .formatted(
                cluster.name(),
                members.get(1).view().members(),
                cluster.settings().discovery()));
  }

  @Test
  void start_whereAllPortsAreInUse_saysWhichToSet() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Binding binding = Binding.of("127.0.0.1", taken.getLocalPort(), 0);
      ClusterSettings settings = with(binding, false);

      assertThatThrownBy(() -> cluster.start(settings))
          .isInstanceOf(CacheException.class)
          .hasMessage(
              "cluster '%s': cannot listen on any port of %s; free one of them, or set bindPort or portRange to others"
                  .formatted(cluster.name(), binding));
    }
  }

  @Test
  void start_whereNoInterfaceHasTheAddress_saysWhichThereAre() {
    ClusterSettings settings = with(Binding.of("192.0.2.1", 7800, 0), true);

    assertThatThrownBy(() -> cluster.start(settings))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith(
            "cluster '%s': no network interface has bindAddress 192.0.2.1; this machine has "
                .formatted(cluster.name()))
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void start_insecure_warnsEachTime() {
    ClusterSettings settings = with(cluster.settings().binding(), true);

    cluster.start(settings).close();
    cluster.start(settings);

    assertThat(log.lines())
        .filteredOn(line -> line.startsWith("WARNING"))
        .hasSize(2)
        .containsOnly(
            "WARNING cluster '%s': insecure = true: traffic on %s is neither encrypted nor authenticated; whoever reaches it can read and change what is cached"
                .formatted(cluster.name(), settings.binding()));
  }

  @Test
  void start_whereNoHostIsKnown_saysSo() {
    Discovery unknown =
        new Discovery.Hosts(List.of(InetSocketAddress.createUnresolved("no.invalid", 7800)));

    assertThatThrownBy(() -> cluster.start(cluster.settings(7800, unknown)))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cluster '%s': no host to ask has a known name, asking no.invalid:7800; check hosts"
                .formatted(cluster.name()));
  }

  @Test
  void start_whereTheMulticastPortIsTaken_saysWhatToDo() throws Exception {
    Discovery.Multicast discovery = (Discovery.Multicast) cluster.settings().discovery();
    try (DatagramSocket taken = new DatagramSocket(discovery.port())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> cluster.start())
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith(
              "cluster '%s': there is no %s from 127.0.0.1: ".formatted(cluster.name(), discovery))
          .hasMessageEndingWith(
              "; set another multicastPort, or name hosts of members instead, such as hosts = [\"127.0.0.1:7800\"]");
    }
  }

  @Test
  void report_ofAMemberThatDoesNotHearItself_warns() {
    ClusterSettings settings = cluster.settings();
    NodeId self = new NodeId(UUID.randomUUID(), "self");

    new Joining(settings).report(View.of(self, 1, List.of(self)), false);

    assertThat(log.lines())
        .containsExactly(
            "WARNING cluster '%s': no other member can be found, as this one does not even hear itself: tried %s from %s; name hosts of members instead, such as hosts = [\"127.0.0.1:7800\"]"
                .formatted(cluster.name(), settings.discovery(), settings.binding()));
  }

  @Test
  void start_withTooFew_failsAndSaysHowManyThereAre() {
    ClusterSettings settings = atLeast(2, Duration.ofMillis(300));

    assertThatThrownBy(() -> cluster.start(settings))
        .isInstanceOf(CacheException.class)
        .hasMessageMatching(
            "cluster '%s': 1 of at least 2 members after 300 ms: \\[127\\.0\\.0\\.1/\\d+-\\w{4}]; tried %s from %s; start the others, or set minimumMembers or startTimeout"
                .formatted(cluster.name(), settings.discovery(), settings.binding()));
  }

  @Test
  void start_withAMinimum_waitsForTheOthers() throws Exception {
    ClusterSettings settings = atLeast(2, Duration.ofSeconds(20));

    Threads.run(2, thread -> {
      try (Member member = Member.start(settings)) {
        // The other may have left meanwhile.
        assertThat(member.views()).anyMatch(view -> view.members().size() == 2);
      }
    });
  }

  @Test
  void close_whileItStarts_endsTheStart() throws Exception {
    Transport transport = ClusterNetwork.member(atLeast(2, Duration.ofSeconds(60)));
    CompletableFuture<View> joined = new CompletableFuture<>();
    Transport.Receiver receiver = new FirstView(joined);
    CompletableFuture<Void> start = CompletableFuture.runAsync(
        () -> transport.start(receiver), task -> new Thread(task).start());
    joined.get(20, TimeUnit.SECONDS);

    transport.close();

    assertThatThrownBy(() -> start.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CacheException.class)
        .hasMessageEndingWith("cluster '%s': closed while it started".formatted(cluster.name()));
  }

  private ClusterSettings atLeast(int members, Duration timeout) {
    ClusterSettings settings = cluster.settings();
    return cluster.settings(
        settings.binding().port(), new Startup(settings.discovery(), members, timeout));
  }

  /** Waits for the first view and hears nothing else. */
  private record FirstView(CompletableFuture<View> joined) implements Transport.Receiver {
    @Override
    public void received(NodeId from, byte[] frame) {}

    @Override
    public void viewChanged(View view) {
      joined.complete(view);
    }

    @Override
    public void overflowed(NodeId to) {}
  }

  private ClusterSettings with(Binding binding, boolean insecure) {
    return new ClusterSettings(
        cluster.name(), binding, cluster.settings().startup(), insecure, TestCluster.QUICK);
  }
}
