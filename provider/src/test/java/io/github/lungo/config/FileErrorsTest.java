// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file says wrongly is refused when the manager is made, with file, line and key. */
final class FileErrorsTest {
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
  void load_unknownKeyOfCache_namesTheNearest() {
    assertRefused(
        """
        lungo {
          threads = 4
          caches {
            # comment
            orders {
              mode = LOCAL
              maximumsize = 5
            }
          }
        }
        """,
        "lungo.conf: 7: unknown key 'lungo.caches.orders.maximumsize': did you mean 'maximumSize'?");
  }

  @Test
  void load_unknownKeyLikeNoOther_namesAllThatThereAre() {
    assertRefused(
        "lungo.caches.orders.ttl = 5s",
        "lungo.conf: 1: unknown key 'lungo.caches.orders.ttl': known keys are "
            + String.join(", ", Key.wordsOfCache()));
  }

  @ParameterizedTest
  @CsvSource({"thread,threads", "cache.orders.mode,caches", "THREADS,threads"})
  void load_unknownKeyOfManager_namesTheNearest(String key, String meant) {
    assertRefused(
        "lungo." + key + " = LOCAL",
        "lungo.conf: 1: unknown key 'lungo.%s': did you mean '%s'?"
            .formatted(key.replaceAll("\\..*", ""), meant));
  }

  @Test
  void load_nameWithDotsUnquoted_saysHowToQuoteIt() {
    assertRefused(
        "lungo.caches {\n  orders.eu { mode = LOCAL }\n}",
        "lungo.conf: 2: unknown key 'lungo.caches.orders.eu': quote a cache name that has dots, as in"
            + " lungo.caches.\"orders.eu\"");
  }

  @Test
  void load_keyWithoutSection_asksForASection() {
    assertRefused(
        "lungo.caches {\n  maximumSize = 5\n}",
        "lungo.conf: 2: lungo.caches.maximumSize must be a section, as in lungo.caches.maximumSize { … }:"
            + " 5");
    assertRefused(
        "lungo.caches = 5",
        "lungo.conf: 1: lungo.caches must be a section, as in lungo.caches { … }: 5");
    assertRefused(
        "lungo = [1, x]", "lungo.conf: 1: lungo must be a section, as in lungo { … }: [1,\"x\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode = SHARED | mode must be one of [LOCAL, INVALIDATION, REPLICATED, PARTITIONED]: SHARED",
        "storeByValue = maybe | storeByValue must be true or false: maybe",
        "maximumSize = -3 | maximumSize must be a whole number between 1 and 9223372036854775807: -3",
        "maximumSize = 0 | maximumSize must be a whole number between 1 and 9223372036854775807: 0",
        "maximumSize = 64 MiB | maximumSize must be a whole number between 1 and 9223372036854775807: 64 MiB",
        "maximumSize = null | maximumSize must be a whole number between 1 and 9223372036854775807: null",
        "maximumSize = [1] | maximumSize must be a whole number between 1 and 9223372036854775807: [1]",
        "maximumWeight = much | maximumWeight must be a positive number, or a size such as 64 MiB or 500 kB: much",
        "maximumConcurrentLoads = 2147483648 | maximumConcurrentLoads must be a whole number between 1 and"
            + " 2147483647: 2147483648",
        "loadTimeout = 30 | loadTimeout must have a unit, as in 30s, 500ms or 5 minutes: 30",
        "loadTimeout = soon | loadTimeout must be a duration of 1 ms to 292 years, such as 30s, 500ms or 5 minutes: soon",
        "listenerTimeout = 0s | listenerTimeout must be a duration of 1 ms to 292 years, such as 30s, 500ms or 5"
            + " minutes: 0s",
        "expiryPolicy = forever | expiryPolicy must be one of [eternal, created, modified, accessed, touched]:"
            + " forever",
        "weigher = no.such.Weigher | weigher must be encoded-size or the name of a weigher's class:"
            + " no.such.Weigher, which is not on the class path"
      })
  void load_wrongValue_namesPlaceKeyAndValue(String line, String message) {
    assertRefused(
        "lungo.caches.orders {\n" + line + "\n}", "lungo.conf: 2: lungo.caches.orders." + message);
  }

  @Test
  void load_wrongManagerValue_namesPlaceKeyAndValue() {
    assertRefused(
        "lungo.threads = many",
        "lungo.conf: 1: lungo.threads must be a whole number between 1 and 2147483647: many");
  }

  @Test
  void load_twoMistakes_reportsTheFirstInTheFile() {
    assertRefused(
        "lungo.caches.z.mode = X\nlungo.caches.a.mode = Y\nlungo.threads = Z",
        "lungo.conf: 1: lungo.caches.z.mode must be one of [LOCAL, INVALIDATION, REPLICATED, PARTITIONED]: X");
  }

  @Test
  void load_sizeAndWeightInOneSection_isRefused() {
    assertRefused(
        "lungo.caches.default {\n  maximumSize = 5\n  maximumWeight = 6\n}",
        "maximumSize and maximumWeight exclude each other:"
            + " lungo.conf: 2: lungo.caches.default.maximumSize = 5,"
            + " lungo.conf: 3: lungo.caches.default.maximumWeight = 6");
  }

  @Test
  void load_sizeAndWeigherInOneSection_isRefused() {
    assertRefused(
        "lungo.caches.default {\n  maximumSize = 5\n  weigher = encoded-size\n}",
        "maximumSize and weigher exclude each other:"
            + " lungo.conf: 2: lungo.caches.default.maximumSize = 5,"
            + " lungo.conf: 3: lungo.caches.default.weigher = encoded-size");
  }

  @Test
  void load_eternalWithDuration_isRefused() {
    assertRefused(
        "lungo.caches.default { expiryPolicy = eternal, expiryDuration = 5s }",
        "expiryPolicy and expiryDuration exclude each other:"
            + " lungo.conf: 1: lungo.caches.default.expiryPolicy = eternal,"
            + " lungo.conf: 1: lungo.caches.default.expiryDuration = 5s");
  }

  @Test
  void load_namedCacheWithPolicyAlone_isRefused() {
    assertRefused(
        "lungo.caches.orders.expiryPolicy = created",
        "cache 'orders': expiryPolicy needs expiryDuration:"
            + " lungo.conf: 1: lungo.caches.orders.expiryPolicy = created");
  }

  @Test
  void load_namedCacheWithDurationAlone_isRefused() {
    assertRefused(
        "lungo.caches.orders.expiryDuration = 5s",
        "cache 'orders': expiryDuration needs expiryPolicy:"
            + " lungo.conf: 1: lungo.caches.orders.expiryDuration = 5s");
  }

  @Test
  void resolve_weigherWithoutWeightAnywhere_isRefused() throws IOException {
    fixture.file("lungo.caches.default.weigher = encoded-size");

    assertThatThrownBy(() -> fixture.resolve("orders"))
        .isInstanceOf(CacheException.class)
        .hasMessage("cache 'orders': weigher needs maximumWeight: encoded-size");
  }

  @Test
  void load_notHocon_namesPlace() throws IOException {
    fixture.file("lungo {\n  caches = }\n");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("cannot read configuration: lungo.conf: 2: ");
  }

  @Test
  void load_substitutionMissing_namesPlace() throws IOException {
    fixture.file("\nlungo.threads = ${WORKERS}");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("cannot read configuration: lungo.conf: 2: ")
        .hasMessageContaining("${WORKERS}");
  }

  @Test
  void load_mistakeInIncludedFile_namesThatFile() throws IOException {
    fixture
        .file("include \"base.conf\"\nlungo.threads = 3")
        .file("base.conf", "\n\nlungo.caches.default.mood = LOCAL");

    assertThatThrownBy(fixture::load)
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("base.conf")
        .hasMessageEndingWith(": 3: unknown key 'lungo.caches.default.mood': did you mean 'mode'?");
  }

  @Test
  void load_otherSections_areNotOurs() throws IOException {
    fixture.file("akka.actor = 5, lungoo = 3, lungo.threads = 7");

    assertThat(fixture.load().managerThreads()).isEqualTo(7);
  }

  private void assertRefused(String content, String message) {
    assertThatThrownBy(() -> fixture.file(content).load())
        .isInstanceOf(CacheException.class)
        .hasMessage(message);
  }
}
