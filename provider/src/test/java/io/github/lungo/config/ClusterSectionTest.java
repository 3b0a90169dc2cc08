// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be said about a cluster, and where. */
final class ClusterSectionTest {
  private SettingsFixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    fixture = new SettingsFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void cluster_withoutAName_isNone() {
    fixture.systemProperty("lungo.cluster.bindPort", "7900");

    assertThat(fixture.load().cluster()).isEmpty();
  }

  @Test
  void cluster_ofWhichOnlyTheNameIsSaid_isOnThisMachine() {
    ClusterSection cluster = loaded(fixture.systemProperty("lungo.cluster.name", "orders"));

    assertThat(cluster.name()).isEqualTo("orders");
    assertThat(cluster.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(cluster.bindPort()).isEqualTo(7800);
    assertThat(cluster.portRange()).isEqualTo(50);
    assertThat(cluster.hosts()).isEmpty();
    assertThat(cluster.multicastPort()).isEqualTo(46655);
    assertThat(cluster.insecure()).isFalse();
    assertThat(cluster.operationTimeout()).hasSeconds(10);
    assertThat(cluster.minimumMembers()).isEqualTo(1);
    assertThat(cluster.startTimeout()).hasSeconds(30);
  }

  @Test
  void section_ofAFile_saysItAll() throws IOException {
    ClusterSection cluster = loaded(fixture.file("""
        lungo.cluster {
          name = orders
          bindAddress = 10.0.0.5
          bindPort = 7900
          portRange = 0
          hosts = ["10.0.0.5", "10.0.0.6:7901"]
          multicastPort = 46700
          insecure = true
          operationTimeout = 5s
          minimumMembers = 3
          startTimeout = 2 minutes
        }
        """));

    assertThat(cluster.bindAddress()).isEqualTo("10.0.0.5");
    assertThat(cluster.bindPort()).isEqualTo(7900);
    assertThat(cluster.portRange()).isZero();
    assertThat(cluster.hosts())
        .containsExactly(new Host("10.0.0.5", null), new Host("10.0.0.6", 7901));
    assertThat(cluster.multicastPort()).isEqualTo(46700);
    assertThat(cluster.insecure()).isTrue();
    assertThat(cluster.operationTimeout()).hasSeconds(5);
    assertThat(cluster.minimumMembers()).isEqualTo(3);
    assertThat(cluster.startTimeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void sources_overrideEachOther_keyByKey() throws IOException {
    ClusterSection cluster = loaded(fixture
        .file("lungo.cluster { name = a, bindPort = 1, portRange = 1, multicastPort = 1 }")
        .managerProperty("lungo.cluster.bindPort", 2)
        .managerProperty("lungo.cluster.portRange", 2)
        .managerProperty("lungo.cluster.multicastPort", 2)
        .variable("LUNGO_CLUSTER_PORT_RANGE", "3")
        .variable("LUNGO_CLUSTER_MULTICAST_PORT", "3")
        .systemProperty("lungo.cluster.multicastPort", "4"));

    assertThat(cluster.name()).isEqualTo("a");
    assertThat(cluster.bindPort()).isEqualTo(2);
    assertThat(cluster.portRange()).isEqualTo(3);
    assertThat(cluster.multicastPort()).isEqualTo(4);
  }

  @Test
  void hosts_inProperties_areSeparatedByCommas() {
    ClusterSection cluster = loaded(fixture
        .systemProperty("lungo.cluster.name", "orders")
        .systemProperty("lungo.cluster.hosts", "a, b:1 ,c[2],[::1],[fe80::1%eth0]:3"));

    assertThat(cluster.hosts())
        .isEqualTo(List.of(
            new Host("a", null),
            new Host("b", 1),
            new Host("c", 2),
            new Host("::1", null),
            new Host("fe80::1%eth0", 3)));
    assertThat(cluster.hosts().stream().map(host -> host.portOr(9))).containsExactly(9, 1, 2, 9, 3);
  }

  @ParameterizedTest
  @CsvSource({"''", "'a,'", "a:0", "a:65536", "a:b", "a b", "::1", "'[::1'", "a[1", "a:1:2"})
  void hosts_thatCannotBeUnderstood_areRefused(String hosts) {
    fixture.systemProperty("lungo.cluster.hosts", hosts);

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "system properties: lungo.cluster.hosts must be hosts separated by commas, such as 10.0.0.5:7800, cache-2: "
                + hosts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name             | ''    | must not be empty: ''",
        "bindPort         | 0     | must be a whole number between 1 and 65535: 0",
        "multicastPort    | 65536 | must be a whole number between 1 and 65535: 65536",
        "portRange        | -1    | must be a whole number between 0 and 65535: -1",
        "minimumMembers   | 0     | must be a whole number between 1 and 2147483647: 0",
        "operationTimeout | 10    | must have a unit, as in 30s, 500ms or 5 minutes: 10",
        "insecure         | yes   | must be true or false: yes",
      })
  void value_thatWillNotDo_isRefused(String key, String value, String message) {
    fixture.systemProperty("lungo.cluster." + key, value);

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessage("system properties: lungo.cluster." + key + " " + message.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "cluster.bindport, cluster.bindPort",
    "cluster.address, cluster.bindAddress",
    "cluster, cluster.name"
  })
  void property_thatIsUnknown_isRefusedWithWhatWasMeant(String key, String meant) {
    fixture.systemProperty("lungo." + key, "1");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "system properties: unknown key 'lungo." + key + "': did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({
    "'lungo.cluster { bindport = 1 }', lungo.cluster.bindport, bindPort",
    "'lungo.cluster.minMembers = 1', lungo.cluster.minMembers, minimumMembers",
    "'lungo.clutser.name = a', lungo.clutser, cluster"
  })
  void keyOfAFile_thatIsUnknown_isRefusedWithWhatWasMeant(String text, String path, String meant)
      throws IOException {
    fixture.file(text);

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessage("lungo.conf: 1: unknown key '" + path + "': did you mean '" + meant + "'?");
  }

  @Test
  void keyOfAFile_inQuotes_isNoSection() throws IOException {
    fixture.file("lungo { \"cluster.name\" = a }");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("lungo.conf: 1: unknown key 'lungo.\"cluster.name\"': ");
  }

  @Test
  void variable_thatIsUnknown_isRefusedWithWhatWasMeant() {
    fixture.variable("LUNGO_CLUSTER_BINDPORT", "1");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "environment: unknown key 'LUNGO_CLUSTER_BINDPORT': did you mean 'LUNGO_CLUSTER_BIND_PORT'?");
  }

  @Test
  void tls_isRefused_asThereIsNone() throws IOException {
    String later =
        "TLS comes in a later release; until then bind to loopback, or set cluster.insecure = true";
    fixture.file("lungo.cluster.tls { keyStore = a }");

    assertThatThrownBy(fixture::load)
        .hasMessage("lungo.conf: 1: unknown key 'lungo.cluster.tls': " + later);
    fixture.file("").variable("LUNGO_CLUSTER_TLS_KEY_STORE", "a");
    assertThatThrownBy(fixture::load)
        .hasMessage("environment: unknown key 'LUNGO_CLUSTER_TLS_KEY_STORE': " + later);
    fixture.managerProperty("lungo.cluster.tls.keyStore", "a");
    assertThatThrownBy(fixture::load)
        .hasMessage("manager properties: unknown key 'lungo.cluster.tls.keyStore': " + later);
  }

  private static ClusterSection loaded(SettingsFixture fixture) {
    return fixture.load().cluster().orElseThrow();
  }
}
