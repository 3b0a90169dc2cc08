// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes must have set alike for a cache to run on them together. Immutable.
 *
 * @param settings the values by the names of the settings; a node of another release may have others
 */
public record Fingerprint(SortedMap<String, String> settings) {
  private static final int FORMAT = 1;

  /** Names of classes are the longest. */
  private static final int MAXIMUM_TEXT_BYTES = 65_535;

  /** Copies the map. */
  public Fingerprint {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** The settings that this release compares. */
  public enum Setting {
    /** Where the values live. */
    MODE,
    /** What is promised of writes of several nodes. */
    CONSISTENCY,
    /** How many copies there are beside the first. */
    BACKUPS,
    /** How many slices the keys are divided into. */
    SEGMENTS,
    /** The name of the class of keys. */
    KEY_TYPE,
    /** The name of the class of values. */
    VALUE_TYPE,
    /** Whether values are copied. */
    STORE_BY_VALUE,
    /** How values become bytes. */
    CODEC,
    /** The release of the bytes that values become. */
    CODEC_VERSION,
    /** The release of the messages between nodes. */
    PROTOCOL;

    /** Returns the name that people read, such as {@code key type}. */
    String words() {
      return name().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the fingerprint of a cache of this node.
   *
   * @param values the value of every setting, by its text
   */
  public static Fingerprint of(Map<Setting, ?> values) {
    EnumMap<Setting, Object> known = new EnumMap<>(Setting.class);
    known.putAll(values);
    SortedMap<String, String> settings = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      Object value = known.get(setting);
      if (value == null) {
        throw new IllegalArgumentException("the fingerprint lacks the " + setting.words());
      }
      settings.put(setting.words(), value.toString());
    }
    return new Fingerprint(settings);
  }

  /**
   * Returns what the fingerprints do not have in common, for people, such as {@code backups: here 1, there 2}; empty if they
   * are equal.
   *
   * @param there the fingerprint of another node
   */
  public String differenceFrom(Fingerprint there) {
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    names.addAll(there.settings.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(settings.get(name), there.settings.get(name)))
        .map(name -> name + ": here " + text(settings.get(name)) + ", there "
            + text(there.settings.get(name)))
        .collect(Collectors.joining("; "));
  }

  /** Returns the fingerprint as bytes. */
  public byte[] encode() {
    FrameWriter writer = new FrameWriter().writeByte(FORMAT);
    writer.writeNumber(settings.size());
    settings.forEach((name, value) -> writer.writeText(name).writeText(value));
    return writer.toBytes();
  }

  /**
   * Returns the fingerprint that was encoded.
   *
   * @throws MalformedFrameException if the bytes are anything else than that
   */
  public static Fingerprint decode(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a fingerprint", bytes);
    reader.expectFormat(FORMAT);
    SortedMap<String, String> settings = new TreeMap<>();
    int count = reader.readCount("the number of settings", 2);
    for (int i = 0; i < count; i++) {
      settings.put(reader.readText(MAXIMUM_TEXT_BYTES), reader.readText(MAXIMUM_TEXT_BYTES));
    }
    reader.expectEnd();
    return new Fingerprint(settings);
  }

  private static String text(@Nullable String value) {
    return value == null ? "unknown" : value;
  }
}
