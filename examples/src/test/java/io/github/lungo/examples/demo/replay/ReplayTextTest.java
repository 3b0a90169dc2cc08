// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReplayTextTest {

  @Test
  void nextPage_limitIsOver_endsAfterTheFirstPass() {
    ReplayText text = ReplayText.of(List.of(Locale.ENGLISH, Locale.FRENCH), Duration.ZERO);

    assertThat(text.nextPage()).containsExactly("English");
    assertThat(text.nextPage()).containsExactly("anglais");
    assertThat(text.nextPage()).isNull();
  }

  @Test
  void nextPage_all_areEachNameInEachLanguageOnce() {
    ReplayText text = ReplayText.of(List.of(Locale.ENGLISH, Locale.FRENCH), Duration.ofMinutes(1));

    List<String> lines = new ArrayList<>();
    for (Stream<String> page = text.nextPage(); page != null; page = text.nextPage()) {
      page.forEach(lines::add);
    }

    assertThat(lines).containsExactlyInAnyOrder("English", "French", "anglais", "fran\u00e7ais");
    assertThat(text.share()).isEqualTo(1);
  }

  @Test
  void nextPage_aFewHundred_readsManyScriptsEarly() {
    ReplayText text = ReplayText.ofThisJdk(Duration.ofMinutes(1));
    BitSet touched = new BitSet();

    for (int i = 0; i < 300; i++) {
      text.nextPage().flatMapToInt(String::codePoints).forEach(touched::set);
    }

    assertThat(touched.cardinality()).isGreaterThan(1_000);
  }
}
