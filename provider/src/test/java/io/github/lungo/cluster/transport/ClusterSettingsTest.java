// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterSettingsTest {
  private static final Binding OUTSIDE = Binding.of("10.1.2.3", 7800, 0);

  @Test
  void onThisMachine_isBoundToLoopback() {
    ClusterSettings settings = ClusterSettings.onThisMachine("orders");

    assertThat(settings.binding()).hasToString("127.0.0.1:7800-7850");
    assertThat(settings.discovery()).hasToString("multicast to 239.64.32.16:46655");
    assertThat(settings.insecure()).isFalse();
  }

  @Test
  void bindAddress_ofTheNetwork_needsToBeCalledInsecure() {
    assertThatThrownBy(() -> settings(OUTSIDE, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cluster 'orders': other machines can reach bindAddress 10.1.2.3, and traffic is neither encrypted nor"
                + " authenticated yet; set insecure = true if all of that network may read and change what is cached, or"
                + " bindAddress = 127.0.0.1 to stay on this machine");
    assertThat(settings(OUTSIDE, true).binding()).isEqualTo(OUTSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0    | 7800  | 0     | bindAddress must be one address of this machine: 0.0.0.0",
        "239.1.2.3  | 7800  | 0     | bindAddress must be one address of this machine: 239.1.2.3",
        "127.0.0.1  | 0     | 0     | bindPort must be between 1 and 65535: 0",
        "127.0.0.1  | 65536 | 0     | bindPort must be between 1 and 65535: 65536",
        "127.0.0.1  | 65535 | 1     | portRange must be between 0 and 0: 1",
        "127.0.0.1  | 7800  | -1    | portRange must be between 0 and 57735: -1",
        "no.invalid | 7800  | 0     | bindAddress is an unknown host: no.invalid",
      })
  void binding_thatWillNotDo_isRefused(String host, int port, int range, String message) {
    assertRefused(() -> Binding.of(host, port, range), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.2.3     | 7800  | multicastAddress must be a multicast address, such as 239.64.32.16: 10.1.2.3",
        "no.invalid   | 7800  | multicastAddress is an unknown host: no.invalid",
        "239.64.32.16 | 0     | multicastPort must be between 1 and 65535: 0",
      })
  void multicast_thatWillNotDo_isRefused(String group, int port, String message) {
    assertRefused(() -> Discovery.Multicast.of(group, port), message);
  }

  @Test
  void hosts_thatWillNotDo_areRefused() {
    assertRefused(
        () -> new Discovery.Hosts(List.of()),
        "hosts must name at least one host, such as 10.0.0.5:7800");
    assertRefused(
        () -> new Discovery.Hosts(List.of(InetSocketAddress.createUnresolved("a", 0))),
        "the port of a must be between 1 and 65535: 0");
  }

  @Test
  void deadlines_thatWillNotDo_areRefused() {
    Duration second = Duration.ofSeconds(1);
    Duration none = Duration.ofMillis(99);

    assertRefused(
        () -> new Deadlines(none, second, second), "joinTimeout must be at least 100 ms: 99 ms");
    assertRefused(
        () -> new Deadlines(second, none, second), "silenceTimeout must be at least 100 ms: 99 ms");
    assertRefused(
        () -> new Deadlines(second, second, none), "writeTimeout must be at least 100 ms: 99 ms");
    assertRefused(
        () -> new Deadlines(second, second, second),
        "silenceTimeout must be longer than writeTimeout, which is 1000 ms: 1000 ms");
  }

  @Test
  void startup_thatWillNotDo_isRefused() {
    assertRefused(
        () -> new Startup(Discovery.multicast(), 0, Duration.ofSeconds(1)),
        "minimumMembers must be at least 1: 0");
    assertRefused(
        () -> new Startup(Discovery.multicast(), 1, Duration.ofMillis(99)),
        "startTimeout must be at least 100 ms: 99 ms");
  }

  @Test
  void multicast_ofAnotherFamilyThanTheBinding_isRefused() {
    assertRefused(
        () -> settings(Binding.of("::1", 7800, 0), false),
        "cluster 'orders': there is no multicast to 239.64.32.16:46655 from 0:0:0:0:0:0:0:1, as one is an IPv4 and one an"
            + " IPv6 address; name hosts of members instead, such as hosts = [\"127.0.0.1:7800\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "ä", "a\n"})
  void clusterName_thatOthersCannotTell_isRefused(String name) {
    assertRefused(
        () -> ClusterSettings.onThisMachine(name),
        "clusterName must be 1 to 100 printable characters of ASCII: " + name);
  }

  private static ClusterSettings settings(Binding binding, boolean insecure) {
    return new ClusterSettings(
        "orders", binding, Startup.by(Discovery.multicast()), insecure, Deadlines.DEFAULT);
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
