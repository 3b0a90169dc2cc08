// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in the environment, and its values in a file. */
final class EnvironmentTest {
  private SettingsFixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    fixture = new SettingsFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orders-eu", "orders.eu", "ORDERS_EU", "Orders eu", "ordersßeu", "ordersäeu"})
  void resolve_nameWithOddCharacters_isFoundBySpelling(String cacheName) {
    fixture
        .variable("LUNGO_CACHES_ORDERS_EU_LOAD_TIMEOUT", "2s")
        .variable("LUNGO_CACHES_ORDERSSSEU_LOAD_TIMEOUT", "2s");

    assertThat(fixture.resolve(cacheName).loadTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void resolve_otherCache_isNotTouched() {
    fixture.variable("LUNGO_CACHES_ORDERS_LOAD_TIMEOUT", "2s");

    assertThat(fixture.resolve("orders-eu").loadTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void resolve_default_reachesEveryCache() {
    fixture.variable("LUNGO_CACHES_DEFAULT_MAXIMUM_SIZE", "5");

    assertThat(fixture.resolve("any").maximumSize()).hasValue(5);
  }

  @Test
  void resolve_nameThatEndsLikeAKey_isTheName() {
    fixture.variable("LUNGO_CACHES_LOAD_TIMEOUT_MODE", "LOCAL");
    fixture.variable("LUNGO_CACHES_MODE_MAXIMUM_SIZE", "5");

    assertThat(fixture.resolve("mode").maximumSize()).hasValue(5);
  }

  @ParameterizedTest
  @CsvSource({
    "LUNGO_CACHES_ORDERS_MAX_SIZE, did you mean 'LUNGO_CACHES_ORDERS_MAXIMUM_SIZE'?",
    "LUNGO_CACHES_ORDERS_EU_LOADTIMEOUT, did you mean 'LUNGO_CACHES_ORDERS_EU_LOAD_TIMEOUT'?",
    "LUNGO_CACHES_ORDERS_EU_LOAD_TIMEOUTS, did you mean 'LUNGO_CACHES_ORDERS_EU_LOAD_TIMEOUT'?",
    "LUNGO_CACHES_ORDERS_TTL, 'expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>'",
    "LUNGO_CACHES_MODE, 'expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>'",
    "LUNGO_CACHES__MODE, 'expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>'",
    "LUNGO_HOME, 'expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>'",
    "LUNGO_, 'expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>'"
  })
  void load_unknownVariable_isRefused(String variable, String hint) {
    fixture.variable(variable, "5");

    assertRefused("environment: unknown key '%s': %s".formatted(variable, hint));
  }

  @Test
  void load_wrongValue_namesVariableAndValue() {
    fixture.variable("LUNGO_CACHES_ORDERS_MODE", "SHARED");

    assertRefused(
        "environment: LUNGO_CACHES_ORDERS_MODE must be one of [LOCAL, INVALIDATION, REPLICATED, PARTITIONED]: SHARED");
  }

  @Test
  void load_wrongManagerValue_namesVariableAndValue() {
    fixture.variable("LUNGO_THREADS", "");

    assertRefused("environment: LUNGO_THREADS must be a whole number between 1 and 2147483647: ");
  }

  @Test
  void load_otherVariables_areNotOurs() {
    fixture.variable("LUNGOTHREADS", "5").variable("lungo_threads", "5").variable("PATH", "x");

    assertThat(fixture.load().managerThreads()).isEqualTo(32);
  }

  @Test
  void load_substitution_takesTheVariable() throws IOException {
    fixture
        .file(
            "lungo.caches.orders { maximumSize = ${ORDERS_SIZE}, maximumConcurrentLoads = ${?NONE} }")
        .variable("ORDERS_SIZE", "5");

    assertThat(fixture.resolve("orders").maximumSize()).hasValue(5);
  }

  @Test
  void load_variableCalledLikeOurSection_isNotOurs() throws IOException {
    fixture.file("other = 1").variable("lungo", "odd");

    assertThat(fixture.load().managerThreads()).isEqualTo(32);
  }

  @Test
  void load_substitutionOfTheFilesOwnValue_prefersIt() throws IOException {
    fixture.file("workers = 3, lungo.threads = ${workers}").variable("workers", "5");

    assertThat(fixture.load().managerThreads()).isEqualTo(3);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(fixture::load).isInstanceOf(CacheException.class).hasMessage(message);
  }
}
