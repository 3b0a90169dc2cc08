// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members find each other, leave and die. */
final class MembersTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void start_returns_afterTheFirstView() {
    Member member = cluster.start();

    assertThat(member.view().members()).containsExactly(member.self());
    assertThat(member.view().coordinator()).isEqualTo(member.self());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jgroups.bind_addr", "jgroups.tcp.client_bind_addr", "jgroups.external_addr"})
  void start_whereJGroupsIsToldOtherwise_listensWhereOurSettingsSay(String property) {
    System.setProperty(property, "0.0.0.0");
    try {
      cluster.start(2);

      assertThat(addresses()).allMatch(address -> address.startsWith("127.0.0.1:"));
    } finally {
      System.clearProperty(property);
    }
  }

  private List<String> addresses() {
    return cluster.members().stream()
        .map(member -> member.overJGroups().channel().getProtocolStack().getTransport())
        .map(transport -> transport.localPhysicalAddress().printIpAddress())
        .toList();
  }

  @Test
  void members_byMulticast_findEachOther() {
    List<Member> members = cluster.start(3);

    assertThat(members).allSatisfy(member -> {
      assertThat(member.view()).isEqualTo(members.get(0).view());
      assertThat(member.view().members().stream().map(NodeId::name))
          .containsExactlyElementsOf(
              members.stream().map(each -> each.self().name()).toList());
    });
  }

  @Test
  void members_thatKnowOnlyTheFirst_findAll() {
    int port = TestCluster.freePort();
    Discovery first =
        new Discovery.Hosts(List.of(InetSocketAddress.createUnresolved("127.0.0.1", port)));

    cluster.start(cluster.settings(port, first));
    cluster.start(cluster.settings(port + 1, first));
    cluster.start(cluster.settings(port + 1, first));

    cluster.awaitViews();
  }

  @Test
  void member_thatCloses_isOutOfTheViewWithinASecond() {
    List<Member> members = cluster.start(3);
    Member coordinator = members.get(0);

    coordinator.close();

    Duration time = Member.await(
        Duration.ofSeconds(1), () -> members.get(1).hasView(2) && members.get(2).hasView(2));
    System.out.println("view without the coordinator that left after " + time);
    assertThat(members.get(2).view().members()).doesNotContain(coordinator.self());
  }

  @Test
  void member_thatIsKilled_isOutOfTheViewWithinFiveSeconds() throws Exception {
    List<Member> members = cluster.start(2);
    Process third = cluster.startProcess();
    cluster.awaitViews();

    third.destroyForcibly();

    Duration time = Member.await(
        Duration.ofSeconds(5), () -> members.get(0).hasView(2) && members.get(1).hasView(2));
    System.out.println("view without the killed member after " + time);
  }

  @Test
  void closedMember_hearsNothing() {
    List<Member> members = cluster.start(2);
    Member leaver = members.get(1);

    leaver.close();
    leaver.close();

    assertThat(leaver.view().members()).hasSize(2);
    assertThatThrownBy(() -> leaver.transport().start(leaver))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was started or closed before");
  }
}
