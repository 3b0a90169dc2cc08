// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoConfiguration;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves docs/configuration.md: complete, free of keys that there are not, and every example as it says. */
final class ConfigurationPageTest {
  private static final String PAGE = read(Path.of("../docs/configuration.md"));
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)( refused)?\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern KEY_ROW =
      Pattern.compile("^\\| `([\\w.]+)` \\|.*$", Pattern.MULTILINE);
  private static final Pattern PROPERTY =
      Pattern.compile("`(lungo\\.(?:threads|cluster|caches)[^` ]*)`");
  private static final Pattern VARIABLE = Pattern.compile("`(LUNGO_[A-Z0-9_]+)`");
  private static final Pattern REFUSED_CACHE = Pattern.compile("^cache '([^']+)'");
  private static final List<String> CACHES =
      List.of("orders", "orders.eu", "orders.us", "orders.eu.open", "other");

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
  @EnumSource(Key.class)
  void keyRow_eachKey_isThereWithAllThatIsKnownOfIt(Key key) {
    String defaultText = List.of("none", "not bounded").contains(key.defaultText())
        ? key.defaultText()
        : "`" + key.defaultText() + "`";

    assertThat(PAGE.lines())
        .contains("| `%s` | %s | %s | `%s` | %s |"
            .formatted(key.text(), key.type().name(), defaultText, key.example(), key.meaning()));
  }

  @Test
  void keyRows_together_areTheRegistryInItsOrder() {
    String ofCache = chapter("Keys of a cache");
    String ofManager = chapter("Keys of the manager");

    assertThat(keysIn(ofCache)).isEqualTo(Key.wordsOfCache());
    assertThat(keysIn(ofManager)).isEqualTo(Key.ofManager().map(Key::text).toList());
  }

  @Test
  void inlineCode_propertiesAndVariables_areKnown() {
    PROPERTY
        .matcher(PAGE)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.endsWith("."))
        .forEach(name -> fixture.systemProperty(name, valueFor(name)));
    VARIABLE
        .matcher(PAGE)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.endsWith("_"))
        .forEach(name -> fixture.variable(name, valueFor(name)));

    assertThatCode(fixture::load).doesNotThrowAnyException();
  }

  /** Whatever looks like a key in running text must be one, but for what JCache and HOCON call so. */
  @Test
  void inlineCode_words_areKnownKeys() {
    List<String> otherWords = List.of(
        "createCache", "getCacheManager", "getAll", "getAsync", "loadAll", "kB", "encodedSize");

    List<String> known = Stream.concat(Key.wordsOfCache().stream(), Key.wordsOfCluster().stream())
        .toList();

    assertThat(Pattern.compile("`([a-z]+[A-Z]\\w*)`").matcher(PAGE).results())
        .extracting(match -> match.group(1))
        .filteredOn(word -> !otherWords.contains(word))
        .isNotEmpty()
        .allSatisfy(word -> assertThat(known).contains(word));
  }

  static Stream<Example> examples() {
    List<MatchResult> blocks = BLOCK.matcher(PAGE).results().toList();
    return Stream.iterate(0, index -> index < blocks.size(), index -> index + 1)
        .filter(index ->
            List.of("hocon", "shell", "properties").contains(blocks.get(index).group(1)))
        .map(index -> new Example(
            blocks.get(index).group(1),
            blocks.get(index).group(3),
            blocks.get(index).group(2) == null
                ? null
                : blocks.get(index + 1).group(3).strip()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_asWritten_doesWhatThePageSays(Example example) throws IOException {
    prepare(example);

    if (example.refusal() == null) {
      assertThat(CACHES.stream().map(fixture::resolve)).hasSameSizeAs(CACHES);
      return;
    }
    assertThatThrownBy(() -> fixture.resolve(cacheNamedIn(example.refusal())))
        .isInstanceOf(CacheException.class)
        .hasMessage(example.refusal());
  }

  @Test
  void examples_together_areNotForgotten() {
    assertThat(examples().filter(example -> example.refusal() == null)).hasSizeGreaterThan(4);
    assertThat(examples().filter(example -> example.refusal() != null)).hasSizeGreaterThan(6);
  }

  @Test
  void patternExample_eachCache_getsWhatTheCommentsSay() throws IOException {
    Example patterns = examples()
        .filter(example -> example.text().contains("\"*.open\""))
        .findFirst()
        .orElseThrow();
    prepare(patterns);

    Map<String, LungoConfiguration<String, Long>> resolved =
        CACHES.stream().collect(toMap(name -> name, fixture::resolve));

    assertThat(resolved.get("orders.us").maximumSize()).hasValue(10_000);
    assertThat(resolved.get("orders.eu.open").maximumSize()).hasValue(10_000);
    assertThat(resolved.get("orders.eu.open").loadTimeout()).hasSeconds(2);
    assertThat(resolved.get("orders.eu").maximumWeight()).hasValue(64L << 20);
    assertThat(resolved.get("orders.eu").maximumSize()).isEmpty();
    assertThat(resolved.get("other").isStatisticsEnabled()).isTrue();
    assertThat(resolved.get("other").maximumSize()).isEmpty();
  }

  @Test
  void javaExample_asWritten_compiles(@TempDir Path classes) throws IOException {
    String source = BLOCK
        .matcher(PAGE)
        .results()
        .filter(match -> match.group(1).equals("java"))
        .map(match -> match.group(3))
        .findFirst()
        .orElseThrow();
    Path file = Files.writeString(classes.resolve("Orders.java"), source, UTF_8);

    int failures = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-proc:none",
            "-classpath",
            placeOf(LungoConfiguration.class) + File.pathSeparator + placeOf(Cache.class),
            "-d",
            classes.toString(),
            file.toString());

    assertThat(failures).isZero();
  }

  private static Path placeOf(Class<?> type) {
    return Path.of(
        URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private void prepare(Example example) throws IOException {
    switch (example.language()) {
      case "hocon" -> fixture.file(example.text());
      case "shell" -> {
        for (String line : example.text().lines().toList()) {
          String[] assignment = line.split("=", 2);
          fixture.variable(assignment[0], assignment[1]);
        }
      }
      default -> {
        var properties = new Properties();
        properties.load(new StringReader(example.text()));
        properties.forEach((key, value) -> fixture.systemProperty((String) key, (String) value));
      }
    }
  }

  private static String cacheNamedIn(String refusal) {
    var name = REFUSED_CACHE.matcher(refusal);
    return name.find() ? name.group(1) : "orders";
  }

  private static String valueFor(String name) {
    return Stream.of(Key.values())
        .filter(key -> name.endsWith(key.text()) || name.endsWith(key.environmentName()))
        .findFirst()
        .map(Key::example)
        .orElse("unknown");
  }

  private static String chapter(String title) {
    String from = PAGE.substring(PAGE.indexOf("\n## " + title + "\n") + 1);
    return from.substring(0, from.indexOf("\n## "));
  }

  private static List<String> keysIn(String chapter) {
    return KEY_ROW.matcher(chapter).results().map(match -> match.group(1)).toList();
  }

  private static String read(Path page) {
    try {
      return Files.readString(page, UTF_8);
    } catch (IOException absent) {
      throw new AssertionError(absent);
    }
  }

  /** A block of the page; the refusal is the message in the block after it, or null if the example is fine. */
  record Example(String language, String text, String refusal) {}
}
