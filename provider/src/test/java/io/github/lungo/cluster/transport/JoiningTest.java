// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.testing.LoggedLines;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
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
              "cluster '%s': cannot listen on any port of %s; free one of them, or set port or portRange to others"
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

  private ClusterSettings with(Binding binding, boolean insecure) {
    return new ClusterSettings(
        cluster.name(), binding, cluster.settings().discovery(), insecure, TestCluster.QUICK);
  }
}
