// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class BeanNameTest {
  private static final String ODD = ",:=\n*?\"\r\\";

  @Test
  void text_ordinaryName_hasTheFormOfTheTck() {
    BeanName name = new BeanName("CacheStatistics", "urn:lungo", "orders");

    assertThat(name.text(1))
        .isEqualTo("javax.cache:type=CacheStatistics,CacheManager=urn.lungo,Cache=orders");
  }

  @Test
  void text_furtherInstance_hasOneMoreKey() {
    BeanName name = new BeanName("CacheStatistics", "urn:lungo", "orders");

    assertThat(name.text(2))
        .isEqualTo(
            "javax.cache:type=CacheStatistics,CacheManager=urn.lungo,Cache=orders,instance=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ":", "=", "\n", "*", "?", "\"", "\r", "\\"})
  void text_oddCharacter_becomesADot(String odd) throws Exception {
    ObjectName name = objectName("a" + odd + "b" + odd);

    assertThat(name.getKeyProperty("Cache")).isEqualTo("a.b.");
    assertThat(name.isPattern()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a ",
        "\t",
        "\0",
        "a/b",
        "it's",
        "%s %d",
        "$1",
        "größe",
        "名前",
        "\uD83D\uDE00"
      })
  void text_otherCharacter_stays(String cache) throws Exception {
    assertThat(objectName(cache).getKeyProperty("Cache")).isEqualTo(cache);
  }

  @Test
  void text_randomName_isValidAndTheFormOfTheTckWhereThatIs() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      String cache = randomName(random);
      String description = "seed %d, round %d, cache '%s'".formatted(seed, round, cache);

      ObjectName name = objectName(cache);

      assertThat(name.isPattern()).as(description).isFalse();
      assertThat(name.getKeyPropertyList().keySet())
          .as(description)
          .containsExactlyInAnyOrder("type", "CacheManager", "Cache");
      assertThat(name.getKeyProperty("Cache")).as(description).hasSameSizeAs(cache);
      if (!cache.matches("(?s).*[*?\"\r\\\\].*")) {
        assertThat(name.getKeyProperty("Cache")).as(description).isEqualTo(tckSafe(cache));
      }
    }
  }

  /** What {@code TestSupport.mbeanSafe} of the TCK 1.1.1 does. */
  private static String tckSafe(String string) {
    return string.replaceAll(":|=|\n|,", ".");
  }

  private static ObjectName objectName(String cache) throws Exception {
    return new ObjectName(new BeanName("CacheStatistics", "urn:lungo", cache).text(1));
  }

  private static String randomName(Random random) {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(12);
    while (name.length() < length) {
      switch (random.nextInt(3)) {
        case 0 -> name.append(ODD.charAt(random.nextInt(ODD.length())));
        case 1 -> name.append((char) (' ' + random.nextInt(95)));
        default -> name.append((char) random.nextInt(Character.MAX_VALUE));
      }
    }
    return name.toString();
  }
}
