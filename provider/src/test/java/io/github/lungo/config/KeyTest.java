// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.Weigher;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyTest {
  private static final ClassLoader LOADER = KeyTest.class.getClassLoader();

  @ParameterizedTest
  @EnumSource(Key.class)
  void environmentName_isTheTextInUpperCase(Key key) {
    String spelt =
        key.text().replaceAll("([A-Z])", "_$1").replace('.', '_').toUpperCase(Locale.ROOT);

    assertThat(key.environmentName()).isEqualTo(spelt);
  }

  /** Or else a variable could be read in two ways. */
  @ParameterizedTest
  @EnumSource(Key.class)
  void environmentName_endsLikeNoOther(Key key) {
    assertThat(Key.values())
        .filteredOn(other -> other != key)
        .noneMatch(other -> other.environmentName().endsWith("_" + key.environmentName()));
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void example_parses(Key key) {
    assertThat(key.type().parse(key.example(), LOADER)).isNotNull();
  }

  /** What the documentation calls the default is what the builder does. */
  @ParameterizedTest
  @EnumSource(Key.class)
  void default_saidAloud_changesNothing(Key key) {
    if (key.defaultText().equals("none") || key.defaultText().equals("not bounded")) {
      return;
    }
    var builder = LungoConfiguration.builder(String.class, Long.class);
    if (key == Key.WEIGHER) {
      builder.maximumWeight(5);
    }
    var silent = builder.build();
    var properties = new Properties();
    properties.setProperty(pathOf(key), key.defaultText());

    var settings = load(properties);

    assertThat(settings.resolve("orders", silent)).isEqualTo(silent);
    assertThat(settings.managerThreads()).isEqualTo(load(new Properties()).managerThreads());
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void applyTo_otherValueThanTheDefault_takesEffect(Key key) {
    if (key == Key.MODE || Key.ofManager(key.text()).isPresent()) {
      return; // the only mode there is, and no keys of a cache
    }
    var properties = new Properties();
    properties.setProperty(pathOf(key), key.example());
    if (key == Key.WEIGHER) {
      properties.setProperty(pathOf(key), WeigherClassTest.Length.class.getName());
      properties.setProperty(pathOf(Key.MAXIMUM_WEIGHT), "5");
    }
    if (key == Key.EXPIRY_POLICY) {
      properties.setProperty(pathOf(Key.EXPIRY_DURATION), "1s");
    }
    if (key == Key.EXPIRY_DURATION) {
      properties.setProperty(pathOf(Key.EXPIRY_POLICY), "created");
    }
    var silent = LungoConfiguration.builder(String.class, Long.class)
        .maximumWeight(5)
        .weigher(Weigher.encodedSize())
        .build();

    assertThat(load(properties).resolve("orders", silent)).isNotEqualTo(silent);
  }

  @Test
  void ofManagerAndOfCache_shareNoText() {
    assertThat(Key.wordsOfRoot()).doesNotContainAnyElementsOf(Key.wordsOfCache());
  }

  private static String pathOf(Key key) {
    return Key.ofManager(key.text()).isPresent()
        ? "lungo." + key.text()
        : "lungo.caches.orders." + key.text();
  }

  private static LungoSettings load(Properties properties) {
    return LungoSettings.load(
        LungoCachingProvider.DEFAULT_URI, LOADER, properties, Map.of(), new Properties());
  }
}
