// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.cluster.transport.ClusterNetwork;
import io.github.lungo.cluster.transport.ClusterSettings;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.config.ClusterSection;
import io.github.lungo.config.LungoSettings;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From settings to a transport, made late and once. */
final class ClusterMemberTest {
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void settings_ofANameAlone_areThoseOfThisMachine() {
    ClusterMember member = ClusterMember.of(section("name", "orders"));

    assertThat(member.settings()).isEqualTo(ClusterSettings.onThisMachine("orders"));
    assertThat(member.operationTimeout()).hasSeconds(10);
  }

  @Test
  void settings_ofAll_areAsWritten() {
    ClusterMember member = ClusterMember.of(section(
        "name", "orders",
        "bindAddress", "10.0.0.5",
        "bindPort", "7900",
        "portRange", "0",
        "hosts", "a, b:7901",
        "insecure", "true",
        "operationTimeout", "5s",
        "minimumMembers", "3",
        "startTimeout", "1m"));

    assertThat(member.settings().binding()).hasToString("10.0.0.5:7900");
    assertThat(member.settings().startup().discovery()).hasToString("asking a:7900, b:7901");
    assertThat(member.settings().startup().minimumMembers()).isEqualTo(3);
    assertThat(member.settings().startup().timeout()).hasMinutes(1);
    assertThat(member.settings().insecure()).isTrue();
    assertThat(member.operationTimeout()).hasSeconds(5);
  }

  @Test
  void settings_ofAMulticastPort_askThere() {
    ClusterMember member = ClusterMember.of(section("name", "orders", "multicastPort", "46700"));

    assertThat(member.settings().startup().discovery())
        .hasToString("multicast to 239.64.32.16:46700");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bindAddress  | 10.0.0.5 | cluster 'orders': other machines can reach bindAddress 10.0.0.5, and traffic is neither",
        "bindAddress  | 0.0.0.0  | bindAddress must be one address of this machine: 0.0.0.0",
        "bindPort     | 65530    | portRange must be between 0 and 5: 50",
        "startTimeout | 50ms     | startTimeout must be at least 100 ms: 50 ms",
        "name         | jürgen   | clusterName must be 1 to 100 printable characters of ASCII: jürgen"
      })
  void settings_thatWillNotDo_areRefused(String key, String value, String message) {
    ClusterSection section = section("name", "orders", key, value);

    assertThatThrownBy(() -> ClusterMember.of(section))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("lungo.cluster: " + message);
  }

  @Test
  void node_isMadeWhenFirstAskedFor_andOnce() throws Exception {
    ClusterMember member = memberWith(new ToldOfClose(new CompletableFuture<>()));
    Set<ClusterNode> nodes = ConcurrentHashMap.newKeySet();
    assertThat(made).hasValue(0);

    Threads.run(4, thread -> nodes.add(node(member)));

    assertThat(made).hasValue(1);
    assertThat(nodes).hasSize(1);
    member.close();
  }

  @Test
  void close_closesTheTransport_andMakesNoOther() {
    ToldOfClose transport = new ToldOfClose(new CompletableFuture<>());
    ClusterMember member = memberWith(transport);
    var unused = node(member);

    member.close();
    member.close();

    assertThat(transport.closed()).isCompleted();
    assertThatThrownBy(() -> node(member))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cluster 'orders': its cache manager is closed");
  }

  @Test
  void close_ofAMemberThatNobodyAskedFor_makesNone() {
    ClusterMember member = memberWith(new ToldOfClose(new CompletableFuture<>()));

    member.close();

    assertThat(made).hasValue(0);
  }

  @Test
  void node_thatFailed_isTriedAgain() {
    ClusterMember member = new ClusterMember(
        ClusterSettings.onThisMachine("orders"), Duration.ofSeconds(1), settings -> {
          if (made.incrementAndGet() == 1) {
            throw new CacheException("not there");
          }
          return ClusterNetwork.member(settings);
        });

    assertThatThrownBy(() -> node(member)).isInstanceOf(CacheException.class);
    assertThat(node(member).channel().view()).isNotNull();
    member.close();
  }

  /** In earnest, over JGroups. */
  @Test
  void node_ofSettings_joins() {
    ClusterMember member = ClusterMember.of(section(
        "name",
        "test-" + ProcessHandle.current().pid(),
        "bindPort",
        "17800",
        "multicastPort",
        "17800"));

    ClusterNode node = node(member);

    assertThat(node.channel().view().members()).containsExactly(node.channel().self());
    member.close();
  }

  private static ClusterNode node(ClusterMember member) {
    return member.node("test", ClusterMemberTest.class.getClassLoader());
  }

  private ClusterMember memberWith(Transport transport) {
    return new ClusterMember(
        ClusterSettings.onThisMachine("orders"), Duration.ofSeconds(1), settings -> {
          made.incrementAndGet();
          return transport;
        });
  }

  private static ClusterSection section(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty("lungo.cluster." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return LungoSettings.load(
            LungoCachingProvider.DEFAULT_URI,
            ClusterMemberTest.class.getClassLoader(),
            properties,
            Map.of(),
            new Properties())
        .cluster()
        .orElseThrow();
  }

  /** A transport of a member that is alone. */
  private record ToldOfClose(CompletableFuture<String> closed) implements Transport {
    private static final NodeId SELF = new NodeId(new UUID(0, 1), "n1");

    @Override
    public NodeId self() {
      return SELF;
    }

    @Override
    public void start(Receiver receiver) {
      receiver.viewChanged(View.of(SELF, 1, List.of(SELF)));
    }

    @Override
    public void send(NodeId to, byte[] frame, Kind kind) {}

    @Override
    public int maximumFrameBytes() {
      return 1;
    }

    @Override
    public void close() {
      closed.complete("closed");
    }
  }
}
