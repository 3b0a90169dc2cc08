// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private final ObjectMapper parser = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"quoted\"",
        "back\\slash",
        "line\nbreak\ttab\r",
        "\u0000\u001f\u007f",
        "\u00e9\u4e2d"
      })
  void write_text_parsesToTheSame(String text) throws Exception {
    assertThat(parser.readValue(Json.write(text), String.class)).isEqualTo(text);
  }

  @Test
  void write_everyCharacter_parsesToTheSameAndIsAscii() throws Exception {
    String all = IntStream.rangeClosed(0, Character.MAX_VALUE)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());

    String json = Json.write(all);

    assertThat(json.chars()).allMatch(character -> character >= ' ' && character <= '~');
    assertThat(parser.readValue(json, String.class)).isEqualTo(all);
  }

  @Test
  void write_nested_parsesToTheSame() throws Exception {
    Map<String, Object> object =
        Map.of("a", List.of(1, true, "x", Map.of("b", 0.5)), "empty", List.of(), "none", Map.of());

    assertThat(parser.readValue(Json.write(object), Object.class)).isEqualTo(object);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void write_numberThatJsonLacks_isText(double number) throws Exception {
    assertThat(parser.readTree(Json.write(number)).isTextual()).isTrue();
  }
}
