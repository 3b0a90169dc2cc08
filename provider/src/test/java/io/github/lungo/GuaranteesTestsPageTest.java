// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proves that docs/guarantees-tests.md names a test for each sentence that promises something, and for each method of what
 * users import, and that these tests are there. Whether a test shows what it is named for is for its readers to see.
 */
final class GuaranteesTestsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> TESTS =
      List.of("provider/src/test/java", "traps/src/main/java", "tck-runner/src/test/java");

  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.+) \\| (`.+`) \\|");
  private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern NUMBERED = Pattern.compile("(?m)^(\\d+)\\. ");
  private static final Pattern BULLET = Pattern.compile("(?m)^- \\*\\*(.+?)\\.?\\*\\*");
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?]) (?=[A-Z`*])");

  /** What a row says: whose words, which words, and which tests show it. */
  private record Row(String section, String of, String words, String tests) {}

  @Test
  void guarantees_everySentence_hasARow() throws IOException {
    String page = text("docs/guarantees.md");
    String promises = page.substring(0, page.indexOf("\n## When callbacks misbehave\n"));

    assertRowsOfEverySentence(
        items(promises, NUMBERED),
        rows().filter(row -> isNumber(row.of()) && !row.section().endsWith(".md")));
  }

  @Test
  void readme_everySentenceOfWhatYouGet_hasARow() throws IOException {
    String readme = text("README.md");
    int begin = readme.indexOf("\n## What you get\n");

    assertRowsOfEverySentence(
        items(readme.substring(begin, readme.indexOf("\n[docs/guarantees.md]", begin)), BULLET),
        rows("README.md"));
  }

  /** Most of what that page promises is of the cluster. */
  @Test
  void architecture_quotes_areThere() throws IOException {
    String page = text("docs/architecture.md");
    String first =
        page.substring(page.indexOf("\n**Guarantees**"), page.indexOf("\n## 2. Words\n"));
    Map<String, String> items = items(first, NUMBERED);

    assertThat(rows("architecture.md"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(items.get(row.of())).contains(row.words()));
  }

  private static void assertRowsOfEverySentence(Map<String, String> items, Stream<Row> rows) {
    List<String> complaints = new ArrayList<>();
    Map<String, List<Row>> rowsOf = rows.collect(Collectors.groupingBy(Row::of));
    rowsOf.forEach((of, quotes) -> quotes.stream()
        .filter(row -> !items.getOrDefault(of, "").contains(row.words()))
        .forEach(row -> complaints.add(of + " does not say: " + row.words())));
    items.forEach((of, text) -> SENTENCES
        .splitAsStream(text)
        .filter(sentence -> rowsOf.getOrDefault(of, List.of()).stream()
            .noneMatch(row -> sentence.contains(row.words())))
        .forEach(sentence -> complaints.add(of + " has no test: " + sentence)));

    assertThat(items).isNotEmpty();
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = {LungoCache.class, LungoConfigurationBuilder.class})
  void methods_ofWhatUsersImport_haveARowEach(Class<?> type) throws IOException {
    List<String> methods = Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .distinct()
        .toList();

    assertThat(rows(type.getSimpleName()).map(row -> row.of().replace("`", "")).distinct())
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void tests_named_areThere() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    rows().forEach(row -> {
      Matcher named = NAME.matcher(row.tests());
      int names = 0;
      for (; named.find(); names++) {
        String source = sources.getOrDefault(named.group(1), "");
        if (!source.contains("  void " + named.group(2) + "(")) {
          missing.add(named.group());
        }
      }
      assertThat(names).as("tests of %s", row).isEqualTo(row.tests().split("<br>", -1).length);
    });

    assertThat(missing).isEmpty();
  }

  private static Stream<Row> rows(String section) throws IOException {
    return rows().filter(row -> row.section().equals(section));
  }

  private static Stream<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : text("docs/guarantees-tests.md").lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (line.startsWith("## ")) {
        section = line.substring("## ".length());
      } else if (row.matches()) {
        rows.add(new Row(section, row.group(1), row.group(2), row.group(3)));
      } else if (line.startsWith("|")) {
        assertThat(line).as("a row that cannot be read").doesNotContain("`");
      }
    }
    return rows.stream();
  }

  /** Returns the texts of a list by the numbers or names that they begin with, without line ends. */
  private static Map<String, String> items(String list, Pattern begin) {
    Map<String, String> items = new LinkedHashMap<>();
    Matcher matcher = begin.matcher(list);
    int from = -1;
    String of = "";
    while (matcher.find()) {
      add(items, of, from, matcher.start(), list);
      of = matcher.group(1);
      from = matcher.end();
    }
    add(items, of, from, list.length(), list);
    return items;
  }

  private static void add(Map<String, String> items, String of, int from, int to, String list) {
    if (from >= 0) {
      String text = list.substring(from, to).split("\n\n", 2)[0].strip();
      items.put(of, text.replaceAll("\\s+", " ").replaceFirst("^\\*\\*[^*]*\\*\\* ", ""));
    }
  }

  private static boolean isNumber(String of) {
    return of.chars().allMatch(Character::isDigit);
  }

  /** Returns the sources of all tests by the names of their classes. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String folder : TESTS) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file, UTF_8));
        }
      }
    }
    return sources;
  }

  private static String text(String page) throws IOException {
    return Files.readString(ROOT.resolve(page), UTF_8);
  }
}
