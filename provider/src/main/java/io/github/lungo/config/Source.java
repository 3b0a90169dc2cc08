// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that one place says: the file, the manager's properties, the environment or the system properties. Immutable.
 *
 * @param manager the values of the manager's own keys
 * @param sections the values of caches
 */
record Source(Map<Key, Assignment> manager, List<Section> sections) {
  Source {
    manager = Map.copyOf(manager);
    sections = List.copyOf(sections);
  }

  /** Collects what a source says while it is read. Confined to the reading thread. */
  static final class Draft {
    private final Function<String, NamePattern> patterns;
    private final Map<Key, Assignment> manager = new EnumMap<>(Key.class);
    private final Map<String, Map<Key, Assignment>> sections = new LinkedHashMap<>();

    /** Begins a source whose section names are turned into patterns in the given way. */
    Draft(Function<String, NamePattern> patterns) {
      this.patterns = patterns;
    }

    void addToManager(Assignment assignment) {
      manager.put(assignment.key(), assignment);
    }

    void addToSection(String name, Assignment assignment) {
      sections
          .computeIfAbsent(name, none -> new EnumMap<>(Key.class))
          .put(assignment.key(), assignment);
    }

    Source finish() {
      return new Source(
          manager,
          sections.entrySet().stream()
              .map(entry -> new Section(patterns.apply(entry.getKey()), entry.getValue()))
              .toList());
    }
  }
}
