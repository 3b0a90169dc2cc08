// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads keys such as {@code lungo.caches.orders.maximumSize} from properties; all others are not ours. */
final class PropertySource {
  private static final String PREFIX = "lungo.";
  private static final String CACHES = PREFIX + "caches.";

  private final UnaryOperator<String> place;
  private final ClassLoader loader;
  private final Source.Draft draft = new Source.Draft(NamePattern::of);

  private PropertySource(UnaryOperator<String> place, ClassLoader loader) {
    this.place = place;
    this.loader = loader;
  }

  /**
   * Returns what the properties say.
   *
   * @param place where a key stands, ready to go before it in a message
   * @throws javax.cache.CacheException if one of ours is unknown or has a wrong value
   */
  static Source read(Properties properties, UnaryOperator<String> place, ClassLoader loader) {
    var source = new PropertySource(place, loader);
    ours(properties).forEach(source::add);
    return source.draft.finish();
  }

  /** Returns our properties, defaults included, and those that hold something else than text as text. */
  private static Map<String, String> ours(Properties properties) {
    var ours = new TreeMap<String, String>();
    for (String key : properties.stringPropertyNames()) {
      ours.put(key, properties.getProperty(key));
    }
    properties.forEach((key, value) -> ours.put(String.valueOf(key), String.valueOf(value)));
    ours.keySet().removeIf(key -> !key.startsWith(PREFIX));
    return ours;
  }

  private void add(String path, String text) {
    if (path.startsWith(CACHES)) {
      addToSection(path, path.substring(CACHES.length()), text);
      return;
    }
    String word = path.substring(PREFIX.length());
    Key key = Key.ofManager(word)
        .orElseThrow(() -> UnknownKey.refuse(place.apply(path), path, word, known()));
    draft.addToManager(Assignment.parse(key, text, place.apply(path) + path, loader));
  }

  private void addToSection(String path, String nameAndKey, String text) {
    int dot = nameAndKey.lastIndexOf('.');
    if (dot <= 0) {
      throw UnknownKey.refuse(
          place.apply(path),
          path,
          "expected lungo.caches.<name>.<key>, as in lungo.caches.default.mode");
    }
    String word = nameAndKey.substring(dot + 1);
    Key key = Key.ofCache(word)
        .orElseThrow(() -> UnknownKey.refuse(place.apply(path), path, word, Key.wordsOfCache()));
    String name = unquoted(nameAndKey.substring(0, dot));
    draft.addToSection(name, Assignment.parse(key, text, place.apply(path) + path, loader));
  }

  private static List<String> known() {
    return Stream.concat(Key.textsOfManager().stream(), Stream.of("caches")).toList();
  }

  private static String unquoted(String name) {
    boolean isQuoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return isQuoted ? name.substring(1, name.length() - 1) : name;
  }
}
