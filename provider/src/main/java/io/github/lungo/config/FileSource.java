// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.cache.CacheException;

/** Reads a file: HOCON, JSON, or Java properties by its ending. */
final class FileSource {
  private FileSource() {}

  /**
   * Returns what the file says.
   *
   * @param environment what {@code ${NAME}} in HOCON may stand for, beside values of the file itself
   * @throws CacheException if it cannot be read, or says something unknown or wrong
   */
  static Source read(SettingsFile file, ClassLoader loader, Map<String, String> environment) {
    try {
      return file.isProperties()
          ? properties(file, loader)
          : HoconSource.read(hocon(file, loader, environment), loader);
    } catch (ConfigException | IOException | IllegalArgumentException unreadable) {
      throw new CacheException("cannot read configuration: " + unreadable.getMessage(), unreadable);
    }
  }

  private static ConfigObject hocon(
      SettingsFile file, ClassLoader loader, Map<String, String> environment) {
    var options = ConfigParseOptions.defaults()
        .setSyntax(file.isJson() ? ConfigSyntax.JSON : ConfigSyntax.CONF)
        .setOriginDescription(file.name())
        .setClassLoader(loader)
        .setAllowMissing(false);
    var parsed = ConfigFactory.parseURL(file.url(), options);
    var variables = new TreeMap<>(environment);
    variables.remove("lungo");
    return parsed
        .withFallback(ConfigValueFactory.fromMap(variables, "environment"))
        .resolve(ConfigResolveOptions.noSystem())
        .root();
  }

  private static Source properties(SettingsFile file, ClassLoader loader) throws IOException {
    try (InputStream in = file.url().openStream()) {
      String text = new String(in.readAllBytes(), UTF_8);
      var properties = new Properties();
      properties.load(new StringReader(text));
      List<String> lines = text.lines().map(String::stripLeading).toList();
      return PropertySource.read(
          properties, path -> file.name() + ": " + lineOf(path, lines), loader);
    }
  }

  /** Returns the number of the line that sets the key, ready to go before a message; empty if the key is escaped. */
  private static String lineOf(String path, List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(index -> lines.get(index).startsWith(path))
        .filter(index -> lines.get(index).substring(path.length()).matches("[ \\t]*[=: \\t].*"))
        .mapToObj(index -> (index + 1) + ": ")
        .reduce("", (earlier, later) -> later);
  }
}
