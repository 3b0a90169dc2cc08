// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One row of the table: one action on one configuration. Immutable.
 *
 * @param name what the row is called on the command line
 * @param title what the table calls it
 * @param goal what Lungo should reach, as a ratio to bare Caffeine
 */
public record Row(String name, String title, String goal, Action action, Set<Feature> features) {
  /** All rows in the order of the table. */
  public static final List<Row> ALL = List.of(
      row("get-reference", "get, by reference", "≤ 1.15, 0 B", Action.GET),
      row("get-bounded", "get, by reference, bounded", "≤ 1.2, 0 B", Action.GET, Feature.BOUNDED),
      row("get-immutable", "get, by value, immutable", "≤ 1.2, 0 B", Action.GET, Feature.BY_VALUE),
      row(
          "get-mutable",
          "get, by value, ten fields",
          "≤ 1/12 of the best peer",
          Action.GET,
          Feature.BY_VALUE,
          Feature.MUTABLE),
      row(
          "put-mutable",
          "put, by value, ten fields",
          "≤ 1/12 of the best peer",
          Action.PUT,
          Feature.BY_VALUE,
          Feature.MUTABLE),
      row("get-statistics", "get, statistics", "≤ 1.5", Action.GET, Feature.STATISTICS),
      row("get-created", "get, created expiry", "≤ 1.3", Action.GET, Feature.CREATED_EXPIRY),
      row("get-accessed", "get, accessed expiry", "≤ 1.5", Action.GET, Feature.ACCESSED_EXPIRY),
      row(
          "get-everything",
          "get, everything on",
          "≤ 1.3, ≤ 0.6 of Caffeine's",
          Action.GET,
          Feature.BOUNDED,
          Feature.BY_VALUE,
          Feature.STATISTICS,
          Feature.CREATED_EXPIRY),
      row("put-existing", "put, existing key", "≤ 2, ≤ 100 B", Action.PUT),
      row("put-new", "put, new key", "≤ 1.3", Action.PUT_NEW),
      row("put-listener", "put, synchronous listener", "≤ 5", Action.PUT, Feature.LISTENER),
      row("invoke", "invoke, read and write", "≤ 1.5", Action.INVOKE),
      row("read-through", "get, read-through miss", "≤ 1.5", Action.READ_THROUGH, Feature.LOADER),
      row("get-all", "getAll of 100", "≤ 1.8", Action.GET_ALL),
      row("put-all", "putAll of 100", "≤ 2", Action.PUT_ALL));

  private static Row row(
      String name, String title, String goal, Action action, Feature... features) {
    var set = EnumSet.noneOf(Feature.class);
    set.addAll(List.of(features));
    return new Row(name, title, goal, action, Set.copyOf(set));
  }

  /** Returns the row of that name. */
  public static Row named(String name) {
    return ALL.stream()
        .filter(row -> row.name.equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no row of this name: " + name));
  }

  /** Says whether the row's cache has that feature. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  /** Returns the type of the values. */
  public Class<?> valueType() {
    if (action == Action.INVOKE) {
      return Integer.class;
    }
    return has(Feature.MUTABLE) ? Customer.class : String.class;
  }
}
