// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proves that the last section of docs/guarantees.md is what {@link HostileCallbackTest} checks, row by row. */
final class GuaranteesPageTest {
  private static final Path PAGE = Path.of("../docs/guarantees.md");
  private static final String TITLE = "\n## When callbacks misbehave\n";

  @Test
  void table_ofThePage_isThatOfTheCases() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    String section = page.substring(page.indexOf(TITLE) + TITLE.length());

    String rows = section
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2) // the head
        .collect(joining("\n"));

    assertThat(section).doesNotContain("\n## ");
    assertThat(rows).isEqualTo(Rules.ALL.stream().map(Rule::row).collect(joining("\n")));
  }

  @Test
  void legend_ofThePage_namesWhatTheCasesThrow() throws IOException {
    String page = Files.readString(PAGE, UTF_8);

    assertThat(page).contains(legend("any exception", Rule.EXCEPTIONS));
    assertThat(page).contains(legend("any error", Rule.ERRORS));
  }

  private static String legend(String name, List<Misbehaviour> meaning) {
    return "- *" + name + "*: it "
        + meaning.stream().map(Misbehaviour::text).collect(joining("; or ")) + ".";
  }

  @Test
  void cases_together_haveOneOutcomeEach() {
    Set<String> seen = new HashSet<>();

    assertThat(Rules.ALL.stream().flatMap(Rule::cases).map(Case::toString))
        .allSatisfy(text -> assertThat(seen.add(text)).as(text).isTrue());
  }
}
