// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What all sources together say about one cache. Confined to the thread that makes it. */
final class EffectiveSettings {
  private final Map<Key, Assignment> assignments = new EnumMap<>(Key.class);

  private EffectiveSettings() {}

  /**
   * Returns what the sources, given in rising precedence, say about the cache of that name.
   *
   * @throws CacheException if what they say does not go together
   */
  static EffectiveSettings of(String cacheName, List<Source> sources) {
    var effective = new EffectiveSettings();
    for (Source source : sources) {
      source.sections().stream()
          .filter(section -> section.pattern().matches(cacheName))
          .collect(groupingBy(section -> section.pattern().specificity(), TreeMap::new, toList()))
          .values()
          .forEach(effective::override);
    }
    try {
      effective.refuseContested();
      effective.refuseContradictions();
      effective.refuseHalves();
    } catch (CacheException wrong) {
      throw new CacheException("cache '" + cacheName + "': " + wrong.getMessage(), wrong);
    }
    return effective;
  }

  /**
   * Checks what can be said of one section without knowing the others.
   *
   * @throws CacheException if it contradicts itself
   */
  static void check(Section section) {
    var alone = new EffectiveSettings();
    alone.override(List.of(section));
    alone.refuseContradictions();
  }

  /** Returns the configuration with these settings in place of its own. */
  <K, V> LungoConfiguration<K, V> over(LungoConfiguration<K, V> code) {
    if (assignments.isEmpty()) {
      return code;
    }
    LungoConfigurationBuilder<K, V> builder = code.toBuilder();
    boolean otherBound = has(Key.MAXIMUM_WEIGHT) && code.maximumSize().isPresent();
    if (has(Key.MAXIMUM_SIZE) || otherBound) {
      builder.unbounded();
    }
    assignments.forEach((key, assignment) -> key.applyTo(builder, assignment.value(), this));
    return builder.build();
  }

  /** Returns the duration of the expiry policy, or null if there is none. */
  @Nullable
  Duration expiryDuration() {
    Assignment assignment = assignments.get(Key.EXPIRY_DURATION);
    return assignment == null ? null : (Duration) assignment.value();
  }

  /** Lets sections of equal specificity override what less specific ones said. */
  private void override(List<Section> equals) {
    var together = new EnumMap<Key, Assignment>(Key.class);
    for (Section section : equals) {
      section
          .assignments()
          .forEach((key, value) -> together.merge(key, value, Assignment::besides));
    }
    if (together.containsKey(Key.MAXIMUM_SIZE)) {
      assignments.remove(Key.MAXIMUM_WEIGHT);
      assignments.remove(Key.WEIGHER);
    }
    if (together.containsKey(Key.MAXIMUM_WEIGHT)) {
      assignments.remove(Key.MAXIMUM_SIZE);
    }
    if (isEternal(together)) {
      assignments.remove(Key.EXPIRY_DURATION);
    }
    assignments.putAll(together);
  }

  private void refuseContested() {
    for (Assignment assignment : assignments.values()) {
      if (assignment.rival() != null) {
        throw new CacheException(
            "patterns that match equally well disagree: " + assignment + ", " + assignment.rival());
      }
    }
  }

  private void refuseContradictions() {
    refuseTogether(Key.MAXIMUM_SIZE, Key.MAXIMUM_WEIGHT);
    refuseTogether(Key.MAXIMUM_SIZE, Key.WEIGHER);
    if (isEternal(assignments)) {
      refuseTogether(Key.EXPIRY_POLICY, Key.EXPIRY_DURATION);
    }
  }

  private void refuseTogether(Key one, Key other) {
    if (has(one) && has(other)) {
      throw new CacheException(one.text() + " and " + other.text() + " exclude each other: "
          + assignments.get(one) + ", " + assignments.get(other));
    }
  }

  private void refuseHalves() {
    Assignment policy = assignments.get(Key.EXPIRY_POLICY);
    Assignment duration = assignments.get(Key.EXPIRY_DURATION);
    if (policy != null && duration == null && !isEternal(assignments)) {
      throw new CacheException("expiryPolicy needs expiryDuration: " + policy);
    }
    if (duration != null && policy == null) {
      throw new CacheException("expiryDuration needs expiryPolicy: " + duration);
    }
  }

  private boolean has(Key key) {
    return assignments.containsKey(key);
  }

  private static boolean isEternal(Map<Key, Assignment> assignments) {
    Assignment policy = assignments.get(Key.EXPIRY_POLICY);
    return policy != null && policy.value() == StandardExpiry.ETERNAL;
  }
}
