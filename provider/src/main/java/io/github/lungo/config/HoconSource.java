// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.cache.CacheException;

/** Reads the section {@code lungo} of a HOCON or JSON document; all others are not ours. */
final class HoconSource {
  private static final String ROOT = "lungo";
  private static final String CACHES = "caches";
  private static final String CLUSTER = "cluster";

  private final ClassLoader loader;
  private final Source.Draft draft = new Source.Draft(NamePattern::of);

  private HoconSource(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns what the document says.
   *
   * @param document substitutions resolved
   * @throws CacheException if a key is unknown or has a wrong value
   */
  static Source read(ConfigObject document, ClassLoader loader) {
    var source = new HoconSource(loader);
    ConfigValue root = document.get(ROOT);
    if (root != null) {
      inOrder(section(root, ROOT), source::addRoot);
    }
    return source.draft.finish();
  }

  private void addRoot(String word, ConfigValue value) {
    if (word.equals(CACHES)) {
      inOrder(section(value, path(word)), this::addCache);
      return;
    }
    if (word.equals(CLUSTER)) {
      inOrder(section(value, path(word)), this::addOfCluster);
      return;
    }
    Key key = Key.ofManager(word)
        .filter(known -> !word.startsWith(Key.CLUSTER))
        .orElseThrow(() -> UnknownKey.refuse(place(value), path(word), word, Key.wordsOfRoot()));
    draft.addToManager(assignment(key, value, path(word)));
  }

  private void addOfCluster(String word, ConfigValue value) {
    String path = path(CLUSTER, word);
    Key key = Key.ofManager(Key.CLUSTER + word)
        .orElseThrow(() -> UnknownKey.refuse(place(value), path, word, Key.wordsOfCluster()));
    draft.addToManager(assignment(key, value, path));
  }

  private void addCache(String name, ConfigValue value) {
    inOrder(
        section(value, path(CACHES, name)),
        (word, setting) -> draft.addToSection(name, assignment(name, word, setting)));
  }

  private Assignment assignment(String name, String word, ConfigValue value) {
    String path = path(CACHES, name, word);
    Key key = Key.ofCache(word).orElseThrow(() -> unknown(name, word, value));
    return assignment(key, value, path);
  }

  private Assignment assignment(Key key, ConfigValue value, String path) {
    boolean isList = key.type().isList() && value instanceof ConfigList;
    String text = isList ? joined((ConfigList) value) : text(value);
    return Assignment.parse(key, text, place(value) + path, loader);
  }

  private static CacheException unknown(String name, String word, ConfigValue value) {
    String path = path(CACHES, name, word);
    if (value instanceof ConfigObject) {
      return UnknownKey.refuse(
          place(value),
          path,
          "quote a cache name that has dots, as in " + path(CACHES, name + "." + word));
    }
    return UnknownKey.refuse(place(value), path, word, Key.wordsOfCache());
  }

  private static ConfigObject section(ConfigValue value, String path) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new CacheException(
        place(value) + path + " must be a section, as in " + path + " { … }: " + text(value));
  }

  /** Hands over the entries of a section line by line, so that the first mistake in a file is the one reported. */
  private static void inOrder(ConfigObject section, BiConsumer<String, ConfigValue> action) {
    section.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
        .forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
  }

  private static String path(String... words) {
    return ROOT + "." + ConfigUtil.joinPath(List.of(words));
  }

  /** Returns file and line of a value, ready to go before a message. */
  private static String place(ConfigValue value) {
    return value.origin().description() + ": ";
  }

  private static String joined(ConfigList list) {
    return list.stream().map(HoconSource::text).collect(Collectors.joining(", "));
  }

  /** Returns a value as it was written; a list or section in one line. */
  private static String text(ConfigValue value) {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> value.atKey("value").getString("value");
      default -> value.render(ConfigRenderOptions.concise());
    };
  }
}
