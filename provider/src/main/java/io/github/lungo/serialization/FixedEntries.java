// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Map entries and the collections of enums, with a number on the wire. The order is the wire format: append only. */
final class FixedEntries {

  private FixedEntries() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  static void addTo(FixedTypes types, References references, JdkSerializer jdk) {
    types.add(
        SimpleEntry.class,
        new RebuiltSerializer<Map.Entry<?, ?>, Object[]>(
            references, FixedEntries::pair, parts -> new SimpleEntry<>(parts[0], parts[1])));
    types.add(
        SimpleImmutableEntry.class,
        new RebuiltSerializer<Map.Entry<?, ?>, Object[]>(
            references,
            FixedEntries::pair,
            parts -> new SimpleImmutableEntry<>(parts[0], parts[1])));
    types.add(
        Map.entry(1, 1).getClass(),
        new RebuiltSerializer<Map.Entry<?, ?>, Object[]>(
            references, FixedEntries::pair, parts -> Map.entry(parts[0], parts[1])));
    // An empty EnumMap does not tell its class of keys; only its Java form does.
    types.add(
        EnumMap.class,
        new RebuiltSerializer<EnumMap<?, ?>, Object>(
            references,
            map -> map.isEmpty() ? jdk.toBytes(map) : new LinkedHashMap<>(map),
            parts -> parts instanceof byte[] bytes
                ? (EnumMap<?, ?>) jdk.fromBytes(bytes)
                : new EnumMap((Map) parts)));
    types.add(
        EnumSet.class,
        new RebuiltSerializer<EnumSet, Object[]>(
            references, FixedEntries::typeAndConstants, parts -> {
              EnumSet set = EnumSet.noneOf((Class) parts[0]);
              set.addAll((Collection) Arrays.asList(parts).subList(1, parts.length));
              return set;
            }));
  }

  private static Object[] typeAndConstants(EnumSet<?> set) {
    EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
    List<Object> parts = new ArrayList<>();
    parts.add(some.iterator().next().getDeclaringClass());
    parts.addAll(set);
    return parts.toArray();
  }

  static Object[] pair(Map.Entry<?, ?> entry) {
    return new Object[] {entry.getKey(), entry.getValue()};
  }
}
