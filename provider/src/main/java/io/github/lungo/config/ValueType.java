// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.ListenerScope;
import io.github.lungo.LoadAt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of value, and how to read one that a person wrote. Immutable.
 *
 * @param <T> what the text is turned into
 */
final class ValueType<T> {
  static final ValueType<CacheMode> MODE = oneOf(CacheMode.class, Enum::name);
  static final ValueType<ListenerScope> LISTENER_SCOPE = oneOf(ListenerScope.class, Enum::name);
  static final ValueType<Consistency> CONSISTENCY = oneOf(Consistency.class, Enum::name);
  static final ValueType<LoadAt> LOAD_AT = oneOf(LoadAt.class, Enum::name);
  static final ValueType<StandardExpiry> EXPIRY_POLICY =
      oneOf(StandardExpiry.class, policy -> policy.name().toLowerCase(Locale.ROOT));
  static final ValueType<String> TEXT = new ValueType<>("text", (text, loader) -> text(text));
  static final ValueType<List<Host>> HOSTS =
      new ValueType<>("hosts", (text, loader) -> Host.listOf(text));
  static final ValueType<List<String>> NAMES =
      new ValueType<>("names", (text, loader) -> names(text));
  static final ValueType<Integer> PORT =
      new ValueType<>("port", (text, loader) -> (int) wholeNumber(text, 1, 65_535));
  static final ValueType<Integer> NUMBER_OR_NONE =
      new ValueType<>("number or 0", (text, loader) -> (int) wholeNumber(text, 0, 65_535));
  static final ValueType<Integer> BACKUPS =
      new ValueType<>("number", (text, loader) -> (int) wholeNumber(text, 0, 4));
  static final ValueType<Boolean> BOOLEAN =
      new ValueType<>("true or false", (text, loader) -> bool(text));
  static final ValueType<Integer> POSITIVE_INTEGER =
      new ValueType<>("number", (text, loader) -> (int) wholeNumber(text, 1, Integer.MAX_VALUE));
  static final ValueType<Long> POSITIVE_LONG =
      new ValueType<>("number", (text, loader) -> wholeNumber(text, 1, Long.MAX_VALUE));
  static final ValueType<Long> SIZE =
      new ValueType<>("number or size", (text, loader) -> size(text));
  static final ValueType<Long> SIZE_OR_NONE =
      new ValueType<>("number, size or 0", (text, loader) -> text.equals("0") ? 0L : size(text));
  static final ValueType<Duration> DURATION =
      new ValueType<>("duration", (text, loader) -> duration(text));
  static final ValueType<Double> SHARE = new ValueType<>("share", (text, loader) -> share(text));
  static final ValueType<WeigherClass> WEIGHER =
      new ValueType<>("`encoded-size` or class name", WeigherClass::named);

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?");
  private static final Pattern NAME =
      Pattern.compile("[\\p{javaJavaIdentifierPart}.]+(\\.\\*{1,2})?");
  private static final Pattern SHARE_DIGITS = Pattern.compile("0|0?\\.[0-9]{1,15}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

  /** What the HOCON library makes of every longer duration. */
  private static final Duration TOO_LONG = Duration.ofNanos(Long.MAX_VALUE);

  private final String name;
  private final Parser<T> parser;

  private ValueType(String name, Parser<T> parser) {
    this.name = name;
    this.parser = parser;
  }

  private static List<String> names(String text) {
    List<String> names = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw refusal(
          "must be names of classes or packages separated by commas, such as com.acme.*", text);
    }
    return names;
  }

  /** Returns whether it is written as a list where that is possible. */
  boolean isList() {
    return this == HOSTS || this == NAMES;
  }

  /** Returns what the documentation calls this type. */
  String name() {
    return name;
  }

  /**
   * Returns the value that the text says.
   *
   * @throws IllegalArgumentException if it says none; the message begins with "must" and ends with the text
   */
  T parse(String text, ClassLoader loader) {
    return parser.parse(text.strip(), loader);
  }

  private static <E extends Enum<E>> ValueType<E> oneOf(
      Class<E> type, Function<E, String> spelling) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> allowed = constants.stream().map(spelling).toList();
    return new ValueType<>(
        String.join(", ", allowed.stream().map(one -> "`" + one + "`").toList()),
        (text, loader) -> constants.stream()
            .filter(constant -> constant.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> refusal("must be one of " + allowed, text)));
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refusal("must be true or false", text);
    };
  }

  private static String text(String text) {
    if (text.isEmpty()) {
      throw refusal("must not be empty", text);
    }
    return text;
  }

  private static long wholeNumber(String text, long least, long most) {
    try {
      long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException tooLong) {
      // refused below, like every other number that does not fit
    }
    throw refusal("must be a whole number between " + least + " and " + most, text);
  }

  private static long size(String text) {
    try {
      long size = asConfig(text).getBytes("value");
      if (size > 0) {
        return size;
      }
    } catch (ConfigException notASize) {
      // refused below
    }
    throw refusal("must be a positive number, or a size such as 64 MiB or 500 kB", text);
  }

  private static double share(String text) {
    if (SHARE_DIGITS.matcher(text).matches()) {
      double share = Double.parseDouble(text);
      if (share <= 0.5) {
        return share;
      }
    }
    throw refusal("must be a share between 0 and 0.5, such as 0.1", text);
  }

  private static Duration duration(String text) {
    if (NUMBER.matcher(text).matches()) {
      throw refusal("must have a unit, as in 30s, 500ms or 5 minutes", text);
    }
    try {
      Duration duration = asConfig(text).getDuration("value");
      if (duration.toMillis() > 0 && duration.compareTo(TOO_LONG) < 0) {
        return duration;
      }
    } catch (ConfigException notADuration) {
      // refused below
    }
    throw refusal("must be a duration of 1 ms to 292 years, such as 30s, 500ms or 5 minutes", text);
  }

  private static Config asConfig(String text) {
    return ConfigValueFactory.fromAnyRef(text).atKey("value");
  }

  static IllegalArgumentException refusal(String expected, String found) {
    return new IllegalArgumentException(expected + ": " + found);
  }

  @FunctionalInterface
  private interface Parser<T> {
    T parse(String text, ClassLoader loader);
  }
}
