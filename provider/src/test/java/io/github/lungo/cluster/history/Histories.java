// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Histories of the key {@code k}, written down: operations like {@code "a 1-5 put(3) done"}, of client a, called at 1 and
 * answered at 5, with {@code ;} between them; {@code 1-} was never answered.
 */
final class Histories {
  static final String KEY = "k";

  private static final Pattern OPERATION = Pattern.compile(
      "(?<client>\\w+) (?<from>\\d+)-(?<to>\\d*) (?<call>\\S+)(?: (?<answer>\\S+))?");

  private Histories() {}

  static History of(String text) {
    return new History(Arrays.stream(text.split(";\\s*"))
        .map(String::strip)
        .map(Histories::operation)
        .toList());
  }

  private static Operation operation(String text) {
    Matcher matcher = OPERATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an operation: " + text);
    }
    String to = matcher.group("to");
    String answer = matcher.group("answer");
    return new Operation(
        new Client("n", matcher.group("client")),
        KEY,
        Call.parse(matcher.group("call")),
        new Interval(
            Long.parseLong(matcher.group("from")),
            to.isEmpty() ? Interval.NEVER : Long.parseLong(to)),
        answer == null ? Answer.UNDECIDED : Answer.parse(answer));
  }
}
