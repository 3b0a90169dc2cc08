// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.Weigher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several values for one key a cache gets. */
final class PrecedenceTest {
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
  void resolve_nothingSaid_isTheGivenConfiguration() {
    var given =
        LungoConfiguration.builder(String.class, Long.class).maximumSize(1).build();

    assertThat(fixture.load().resolve("orders", given)).isSameAs(given);
  }

  @Test
  void resolve_plainMutableConfiguration_getsWhatTheFileSays() throws IOException {
    fixture.file("lungo.caches.orders { maximumSize = 7, statistics = true }");

    var resolved = fixture
        .load()
        .resolve(
            "orders",
            new MutableConfiguration<String, Long>()
                .setTypes(String.class, Long.class)
                .setStoreByValue(false));

    assertThat(resolved.maximumSize()).hasValue(7);
    assertThat(resolved.isStatisticsEnabled()).isTrue();
    assertThat(resolved.isStoreByValue()).isFalse();
    assertThat(resolved.getKeyType()).isEqualTo(String.class);
  }

  /** One rule over all steps of the ladder: each outdoes all before it. */
  @Test
  void resolve_eachStepOfTheLadder_outdoesTheOnesBefore() throws IOException {
    var code = LungoConfiguration.builder(String.class, Long.class)
        .maximumConcurrentLoads(1)
        .build();
    var inFile = new StringBuilder();
    List<String> fileSteps =
        List.of("default", "\"*\"", "\"o*\"", "\"*-eu\"", "\"orders-*\"", "orders-eu");
    for (int step = 0; step < fileSteps.size(); step++) {
      String line =
          "lungo.caches.%s.maximumConcurrentLoads = %d\n".formatted(fileSteps.get(step), step + 2);
      // most specific first, so that order in the file cannot be what decides
      inFile.insert(0, line);
      fixture.file(inFile.toString());
      assertThat(loads(code)).isEqualTo(step + 2);
    }
    fixture.managerProperty("lungo.caches.default.maximumConcurrentLoads", "20");
    assertThat(loads(code)).isEqualTo(20);
    fixture.managerProperty("lungo.caches.orders-*.maximumConcurrentLoads", "21");
    assertThat(loads(code)).isEqualTo(21);
    fixture.managerProperty("lungo.caches.orders-eu.maximumConcurrentLoads", "22");
    assertThat(loads(code)).isEqualTo(22);
    fixture.variable("LUNGO_CACHES_DEFAULT_MAXIMUM_CONCURRENT_LOADS", "23");
    assertThat(loads(code)).isEqualTo(23);
    fixture.variable("LUNGO_CACHES_ORDERS_EU_MAXIMUM_CONCURRENT_LOADS", "24");
    assertThat(loads(code)).isEqualTo(24);
    fixture.systemProperty("lungo.caches.default.maximumConcurrentLoads", "25");
    assertThat(loads(code)).isEqualTo(25);
    fixture.systemProperty("lungo.caches.orders-*.maximumConcurrentLoads", "26");
    assertThat(loads(code)).isEqualTo(26);
    fixture.systemProperty("lungo.caches.orders-eu.maximumConcurrentLoads", "27");
    assertThat(loads(code)).isEqualTo(27);
  }

  @Test
  void managerThreads_eachSource_outdoesTheOnesBefore() throws IOException {
    assertThat(fixture.load().managerThreads()).isEqualTo(32);
    fixture.file("lungo.threads = 1");
    assertThat(fixture.load().managerThreads()).isEqualTo(1);
    fixture.managerProperty("lungo.threads", 2);
    assertThat(fixture.load().managerThreads()).isEqualTo(2);
    fixture.variable("LUNGO_THREADS", "3");
    assertThat(fixture.load().managerThreads()).isEqualTo(3);
    fixture.systemProperty("lungo.threads", "4");
    assertThat(fixture.load().managerThreads()).isEqualTo(4);
  }

  @Test
  void resolve_differentKeysAtDifferentSteps_areAllTaken() throws IOException {
    fixture.file("""
        lungo.caches {
          default { loadTimeout = 2s }
          "orders*" { maximumSize = 5 }
          orders { statistics = true }
        }
        """);

    var resolved = fixture.resolve("orders");

    assertThat(resolved.loadTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(resolved.maximumSize()).hasValue(5);
    assertThat(resolved.isStatisticsEnabled()).isTrue();
  }

  @Test
  void resolve_equallySpecificPatternsDisagree_isRefusedWithBoth() throws IOException {
    fixture.file("""
        lungo.caches {
          "orders*" { maximumSize = 5 }
          "*ersxyz" { maximumSize = 6 }
        }
        """);

    assertThatThrownBy(() -> fixture.resolve("ordersxyz"))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("cache 'ordersxyz': patterns that match equally well disagree: ")
        .hasMessageContaining("lungo.conf: 2: lungo.caches.\"orders*\".maximumSize = 5")
        .hasMessageContaining("lungo.conf: 3: lungo.caches.\"*ersxyz\".maximumSize = 6");
  }

  @Test
  void resolve_equallySpecificPatternsAgree_isAccepted() throws IOException {
    fixture.file("lungo.caches { \"a*\".maximumSize = 5, \"*a\".maximumSize = 5 }");

    assertThat(fixture.resolve("aba").maximumSize()).hasValue(5);
  }

  @Test
  void resolve_equallySpecificPatternsSettledByName_isAccepted() throws IOException {
    fixture.file(
        "lungo.caches { \"a*\".maximumSize = 5, \"*a\".maximumSize = 6, aba.maximumSize = 7 }");

    assertThat(fixture.resolve("aba").maximumSize()).hasValue(7);
  }

  @Test
  void resolve_equallySpecificPatternsOfDifferentKeys_areBothTaken() throws IOException {
    fixture.file("lungo.caches { \"a*\".maximumSize = 5, \"*a\".statistics = true }");

    assertThat(fixture.resolve("aba").maximumSize()).hasValue(5);
    assertThat(fixture.resolve("aba").isStatisticsEnabled()).isTrue();
  }

  @Test
  void resolve_equallySpecificPatternsBoundDifferently_isRefused() throws IOException {
    fixture.file("lungo.caches { \"a*\".maximumSize = 5, \"*a\".maximumWeight = 6 }");

    assertThatThrownBy(() -> fixture.resolve("aba"))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("cache 'aba': maximumSize and maximumWeight exclude each other: ");
  }

  @Test
  void resolve_weightOverSizeOfCode_replacesIt() throws IOException {
    fixture.file("lungo.caches.orders.maximumWeight = 64 MiB");
    var code =
        LungoConfiguration.builder(String.class, Long.class).maximumSize(5).build();

    var resolved = fixture.load().resolve("orders", code);

    assertThat(resolved.maximumSize()).isEmpty();
    assertThat(resolved.maximumWeight()).hasValue(64L << 20);
    assertThat(Weigher.isEncodedSize(resolved.weigher())).isTrue();
  }

  @Test
  void resolve_sizeOverWeightOfCode_replacesItAndItsWeigher() throws IOException {
    fixture.file("lungo.caches.orders.maximumSize = 5");
    var code = LungoConfiguration.builder(String.class, Long.class)
        .maximumWeight(9)
        .weigher((key, value) -> 1)
        .build();

    var resolved = fixture.load().resolve("orders", code);

    assertThat(resolved.maximumSize()).hasValue(5);
    assertThat(resolved.maximumWeight()).isEmpty();
    assertThat(resolved.weigher()).isNull();
  }

  @Test
  void resolve_weightOverWeightOfCode_keepsItsWeigher() throws IOException {
    fixture.file("lungo.caches.orders.maximumWeight = 7");
    Weigher<String, Long> weigher = (key, value) -> 1;
    var code = LungoConfiguration.builder(String.class, Long.class)
        .maximumWeight(9)
        .weigher(weigher)
        .build();

    var resolved = fixture.load().resolve("orders", code);

    assertThat(resolved.maximumWeight()).hasValue(7);
    assertThat(resolved.weigher()).isSameAs(weigher);
  }

  @Test
  void resolve_sizeOverWeightOfDefault_replacesItAndItsWeigher() throws IOException {
    fixture.file("""
        lungo.caches {
          default { maximumWeight = 9, weigher = encoded-size }
          orders { maximumSize = 5 }
        }
        """);

    assertThat(fixture.resolve("orders").maximumSize()).hasValue(5);
    assertThat(fixture.resolve("orders").weigher()).isNull();
    assertThat(fixture.resolve("others").maximumWeight()).hasValue(9);
  }

  @Test
  void resolve_weightOverSizeOfDefault_replacesIt() throws IOException {
    fixture.file("lungo.caches { default.maximumSize = 9, orders.maximumWeight = 5 }");

    assertThat(fixture.resolve("orders").maximumSize()).isEmpty();
    assertThat(fixture.resolve("orders").maximumWeight()).hasValue(5);
  }

  @Test
  void resolve_durationOverDurationOfDefault_keepsThePolicy() throws IOException {
    fixture.file("""
        lungo.caches {
          default { expiryPolicy = created, expiryDuration = 1h }
          orders { expiryDuration = 5s }
        }
        """);

    assertThat(expiry("orders")).isEqualTo(created(Duration.ofSeconds(5)));
    assertThat(expiry("others")).isEqualTo(created(Duration.ofHours(1)));
  }

  @Test
  void resolve_durationOfOneCacheInTheEnvironment_keepsThePolicyOfTheFile() throws IOException {
    fixture
        .file("lungo.caches.orders-eu { expiryPolicy = created, expiryDuration = 1h }")
        .variable("LUNGO_CACHES_ORDERS_EU_EXPIRY_DURATION", "5s");

    assertThat(expiry("orders-eu")).isEqualTo(created(Duration.ofSeconds(5)));
  }

  @Test
  void resolve_eternalOverDurationOfDefault_isEternal() throws IOException {
    fixture.file("""
        lungo.caches {
          default { expiryPolicy = created, expiryDuration = 1h }
          orders { expiryPolicy = eternal }
        }
        """);

    assertThat(expiry("orders")).isEqualTo(new EternalExpiryPolicy());
  }

  private int loads(LungoConfiguration<String, Long> code) {
    return fixture.load().resolve("orders-eu", code).maximumConcurrentLoads();
  }

  private ExpiryPolicy expiry(String cacheName) {
    return fixture.resolve(cacheName).getExpiryPolicyFactory().create();
  }

  private static ExpiryPolicy created(Duration duration) {
    return new CreatedExpiryPolicy(
        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, duration.toMillis()));
  }
}
