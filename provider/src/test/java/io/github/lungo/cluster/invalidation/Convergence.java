// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What members of a {@link Play} have written of which all are to have the newest, and whether they do. Confined to one thread. */
final class Convergence {
  /** Values below are of the source. */
  static final long FIRST_WRITTEN = 1_000_000;

  private final Map<String, List<Write>> writes = new TreeMap<>();
  private final Map<Play.Owner, Map<String, Version>> seen = new HashMap<>();
  final List<String> violations = new ArrayList<>();

  /**
   * A write that was acknowledged.
   *
   * @param value null for a removal
   */
  private record Write(Play.Owner writer, Version version, Long value) {}

  /** Notes what a member has written just now. */
  void wrote(Play.Owner writer, String key, Long value) {
    writes
        .computeIfAbsent(key, first -> new ArrayList<>())
        .add(new Write(writer, writer.local().newest().known(key), value));
  }

  /** Looks whether a key has become older at a member than it was. */
  void look(Play.Owner owner, String key) {
    KeyState state = owner.local().newest().state(key);
    if (state == null) {
      return;
    }
    Version before =
        seen.computeIfAbsent(owner, first -> new HashMap<>()).getOrDefault(key, Version.LEAST);
    if (before.isNewerThan(state.version())) {
      violations.add(owner.node() + " had " + key + " as of " + before + " and has " + state);
    }
    seen.get(owner).put(key, Version.newest(before, state.version()));
  }

  /**
   * Returns what is wrong now that all is quiet.
   *
   * @param survivors whose writes must not be lost, those of other members may
   */
  List<String> found(List<Play.Owner> members, Set<Play.Owner> survivors) {
    List<String> found = new ArrayList<>(violations);
    writes.forEach((key, all) -> {
      Set<String> held = new HashSet<>();
      members.forEach(member -> held.add(text(member, key)));
      if (held.size() > 1) {
        found.add("members differ on " + key + ": " + held);
        return;
      }
      Version newest = Version.LEAST;
      Set<String> possible = new HashSet<>();
      possible.add("nothing");
      for (Write write : all) {
        if (survivors.contains(write.writer()) && write.version().isNewerThan(newest)) {
          newest = write.version();
          possible = new HashSet<>(Set.of(text(write.value(), write.version())));
        }
      }
      for (Write write : all) {
        if (write.version().isNewerThan(newest)) {
          possible.add(text(write.value(), write.version()));
        }
      }
      if (!possible.containsAll(held) && !isLoadedSince(newest, members.get(0), key)) {
        found.add(key + " is " + held + " in place of " + possible);
      }
    });
    return found;
  }

  private static boolean isLoadedSince(Version newest, Play.Owner member, String key) {
    return member.local().newest().state(key) instanceof VersionedValue entry
        && (Long) entry.stored() < FIRST_WRITTEN
        && entry.version().isNewerThan(newest);
  }

  private static String text(Play.Owner member, String key) {
    return member.local().newest().state(key) instanceof VersionedValue entry
        ? text((Long) entry.stored(), entry.version())
        : "nothing";
  }

  private static String text(Long value, Version version) {
    return value == null ? "nothing" : value + " as of " + version;
  }
}
