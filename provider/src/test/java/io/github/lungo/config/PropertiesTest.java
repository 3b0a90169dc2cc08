// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCachingProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in system properties, in the manager's properties and in a file of properties: one spelling for all. */
final class PropertiesTest {
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
      strings = {
        "lungo.caches.default.maximumSize",
        "lungo.caches.com.acme.Order.maximumSize",
        "lungo.caches.\"com.acme.Order\".maximumSize",
        "lungo.caches.com.acme.*.maximumSize",
        "lungo.caches.*.maximumSize",
        "lungo.caches.\"*Order\".maximumSize"
      })
  void resolve_nameWithDots_isFound(String key) {
    fixture.systemProperty(key, "5");

    assertThat(fixture.resolve("com.acme.Order").maximumSize()).hasValue(5);
  }

  @Test
  void resolve_otherCache_isNotTouched() {
    fixture.systemProperty("lungo.caches.orders.maximumSize", "5");

    assertThat(fixture.resolve("orders2").maximumSize()).isEmpty();
    assertThat(fixture.resolve("Orders").maximumSize()).isEmpty();
  }

  @Test
  void load_unknownKey_namesTheNearest() {
    fixture.systemProperty("lungo.caches.orders.maxSize", "5");

    assertRefused(
        "system properties: unknown key 'lungo.caches.orders.maxSize': did you mean 'maximumSize'?");
  }

  @Test
  void load_unknownManagerKey_namesTheNearest() {
    fixture.managerProperty("lungo.tread", "5");

    assertRefused("manager properties: unknown key 'lungo.tread': did you mean 'threads'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lungo.caches.maximumSize", "lungo.caches.", "lungo.caches..mode"})
  void load_noName_saysWhatIsExpected(String key) {
    fixture.systemProperty(key, "5");

    assertRefused(
        "system properties: unknown key '%s': expected lungo.caches.<name>.<key>, as in lungo.caches.default.mode"
            .formatted(key));
  }

  @Test
  void load_wrongValue_namesPlaceKeyAndValue() {
    fixture.systemProperty("lungo.caches.orders.mode", "SHARED");

    assertRefused(
        "system properties: lungo.caches.orders.mode must be one of [LOCAL, INVALIDATION, REPLICATED, PARTITIONED]: SHARED");
  }

  @Test
  void load_otherProperties_areNotOurs() {
    fixture.systemProperty("lungo", "5").systemProperty("lungox.threads", "5");
    fixture.managerProperty("Lungo.threads", "5");

    assertThat(fixture.load().managerThreads()).isEqualTo(32);
  }

  @Test
  void load_managerPropertyThatIsNoText_isRead() {
    fixture.managerProperty("lungo.caches.orders.maximumSize", 5L);

    assertThat(fixture.resolve("orders").maximumSize()).hasValue(5);
  }

  @Test
  void load_managerPropertiesWithDefaults_readsTheDefaultsToo() {
    var defaults = new Properties();
    defaults.setProperty("lungo.threads", "5");

    var settings = LungoSettings.load(
        LungoCachingProvider.DEFAULT_URI,
        fixture.loader(),
        new Properties(defaults),
        Map.of(),
        new Properties());

    assertThat(settings.managerThreads()).isEqualTo(5);
  }

  @Test
  void load_propertiesChangedAfterwards_haveNoEffect() {
    var properties = new Properties();
    properties.setProperty("lungo.threads", "5");
    var settings = LungoSettings.load(
        LungoCachingProvider.DEFAULT_URI, fixture.loader(), properties, Map.of(), new Properties());

    properties.setProperty("lungo.threads", "6");

    assertThat(settings.managerThreads()).isEqualTo(5);
  }

  @Test
  void load_propertiesFile_isReadLikeSystemProperties() throws IOException {
    fixture.file("my.properties", """
        other = 1
        lungo.threads: 5
        lungo.caches.com.acme.Order.maximumSize = 6
        """);

    var settings = fixture.load(URI.create("my.properties"));

    assertThat(settings.managerThreads()).isEqualTo(5);
    assertThat(settings.resolve("com.acme.Order", new MutableConfiguration<>()).maximumSize())
        .hasValue(6);
  }

  @Test
  void load_mistakeInPropertiesFile_namesTheLine() throws IOException {
    fixture.file("my.properties", """
        # lungo.caches.orders.mod
        lungo.caches.orders.mode = LOCAL
          lungo.caches.orders.mod = LOCAL
        """);

    assertThatThrownBy(() -> fixture.load(URI.create("my.properties")))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "my.properties: 3: unknown key 'lungo.caches.orders.mod': did you mean 'mode'?");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(fixture::load).isInstanceOf(CacheException.class).hasMessage(message);
  }
}
