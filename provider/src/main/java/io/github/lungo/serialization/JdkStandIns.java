// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Views and private classes of the JDK come back as a public class that holds the same: {@code subList}, {@code
 * values()} and other lists and collections as an ArrayList, {@code keySet()} and other sets as a LinkedHashSet, sorted
 * ones as a TreeSet or TreeMap.
 */
final class JdkStandIns {

  private JdkStandIns() {}

  static Class<?> of(Class<?> type) {
    if (Charset.class.isAssignableFrom(type)) {
      return Charset.class;
    }
    if (ZoneId.class.isAssignableFrom(type)) {
      return ZoneId.class;
    }
    if (EnumSet.class.isAssignableFrom(type)) {
      return EnumSet.class;
    }
    if (SortedMap.class.isAssignableFrom(type)) {
      return TreeMap.class;
    }
    if (SortedSet.class.isAssignableFrom(type)) {
      return TreeSet.class;
    }
    return Serializable.class.isAssignableFrom(type) ? type : ofView(type);
  }

  private static Class<?> ofView(Class<?> type) {
    if (Map.Entry.class.isAssignableFrom(type)) {
      return AbstractMap.SimpleEntry.class;
    }
    if (Map.class.isAssignableFrom(type)) {
      return LinkedHashMap.class;
    }
    if (Set.class.isAssignableFrom(type)) {
      return LinkedHashSet.class;
    }
    if (Deque.class.isAssignableFrom(type) && !List.class.isAssignableFrom(type)) {
      return LinkedList.class;
    }
    return Collection.class.isAssignableFrom(type) ? ArrayList.class : type;
  }
}
