// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.CacheException;

/** Reads variables such as {@code LUNGO_CACHES_ORDERS_MAXIMUM_SIZE} from the environment; all others are not ours. */
final class EnvironmentSource {
  private static final String PREFIX = "LUNGO_";
  private static final String CACHES = PREFIX + "CACHES_";
  private static final String PLACE = "environment: ";

  private final ClassLoader loader;
  private final Source.Draft draft = new Source.Draft(NamePattern::ofEnvironment);

  private EnvironmentSource(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns what the environment says.
   *
   * @throws CacheException if a variable of ours is unknown or has a wrong value
   */
  static Source read(Map<String, String> environment, ClassLoader loader) {
    var source = new EnvironmentSource(loader);
    new TreeMap<>(environment).forEach((variable, text) -> {
      if (variable.startsWith(PREFIX)) {
        source.add(variable, text);
      }
    });
    return source.draft.finish();
  }

  private void add(String variable, String text) {
    Optional<Key> managerKey = Key.ofManager()
        .filter(key -> variable.equals(PREFIX + key.environmentName()))
        .findFirst();
    if (managerKey.isPresent()) {
      draft.addToManager(assignment(managerKey.get(), variable, text));
      return;
    }
    Key key = Key.ofCache()
        .filter(candidate -> isOfCache(variable, candidate))
        .findFirst()
        .orElseThrow(() -> unknown(variable));
    int end = variable.length() - key.environmentName().length() - 1;
    draft.addToSection(variable.substring(CACHES.length(), end), assignment(key, variable, text));
  }

  private static boolean isOfCache(String variable, Key key) {
    String suffix = "_" + key.environmentName();
    return variable.startsWith(CACHES)
        && variable.endsWith(suffix)
        && variable.length() > CACHES.length() + suffix.length();
  }

  private Assignment assignment(Key key, String variable, String text) {
    return Assignment.parse(key, text, PLACE + variable, loader);
  }

  private static CacheException unknown(String variable) {
    return UnknownKey.refuse(
        PLACE,
        variable,
        Stream.concat(ofManager(variable), ofCache(variable))
            .min(Comparator.comparingInt(meant -> UnknownKey.distance(variable, meant)))
            .map(UnknownKey::suggest)
            .orElse("expected LUNGO_THREADS, LUNGO_CLUSTER_<KEY> or LUNGO_CACHES_<NAME>_<KEY>"));
  }

  /** Returns the variable of the manager that this one resembles, if there is one. */
  private static Stream<String> ofManager(String variable) {
    List<String> known = Key.ofManager().map(Key::environmentName).toList();
    return variable.startsWith(CACHES)
        ? Stream.empty()
        : UnknownKey.nearest(variable.substring(PREFIX.length()), known)
            .map(PREFIX::concat)
            .stream();
  }

  private static Stream<String> ofCache(String variable) {
    return IntStream.range(CACHES.length() + 1, variable.length())
        .filter(index -> variable.charAt(index) == '_')
        .boxed()
        .flatMap(index -> withKeyAfter(variable, index + 1));
  }

  /** Returns the variable with the key in place of the rest that resembles it, if there is one. */
  private static Stream<String> withKeyAfter(String variable, int start) {
    List<String> known = Key.ofCache().map(Key::environmentName).toList();
    return variable.startsWith(CACHES)
        ? UnknownKey.nearest(variable.substring(start), known)
            .map(variable.substring(0, start)::concat)
            .stream()
        : Stream.empty();
  }
}
