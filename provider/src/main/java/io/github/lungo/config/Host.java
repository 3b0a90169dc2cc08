// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine to ask, as somebody wrote it down. Immutable.
 *
 * @param name its name or address, not looked up
 * @param port 1 to 65535, or null if nothing was said
 */
public record Host(String name, @Nullable Integer port) {
  private static final int MAXIMUM_PORT = 65_535;

  /** A name or an address of IPv4, or one of IPv6 in brackets, and perhaps a port: after a colon, or in brackets. */
  private static final Pattern HOST = Pattern.compile(
      "(?:([^\\s\\[\\]:]+)|\\[([0-9a-fA-F:.]+(?:%\\w+)?)])(?::([0-9]{1,5})|\\[([0-9]{1,5})])?");

  /** Returns the port, or the given one if nothing was said. */
  public int portOr(int other) {
    return port == null ? other : port;
  }

  /**
   * Returns the hosts of a text, which commas separate.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be understood
   */
  static List<Host> listOf(String text) {
    return Stream.of(text.split(",", -1)).map(host -> of(host.strip(), text)).toList();
  }

  private static Host of(String host, String all) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      throw refusal(all);
    }
    String name = parts.group(1) == null ? parts.group(2) : parts.group(1);
    String port = parts.group(3) == null ? parts.group(4) : parts.group(3);
    return new Host(name, port == null ? null : checked(Integer.valueOf(port), all));
  }

  private static Integer checked(Integer port, String all) {
    if (port < 1 || port > MAXIMUM_PORT) {
      throw refusal(all);
    }
    return port;
  }

  private static IllegalArgumentException refusal(String all) {
    return ValueType.refusal(
        "must be hosts separated by commas, such as 10.0.0.5:7800, cache-2", all);
  }
}
