// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The wrappers of {@link Collections}: what they wrap comes back as an ArrayList, LinkedHashSet, LinkedHashMap, TreeSet
 * or TreeMap. {@code newSetFromMap} comes back as a LinkedHashSet. The order of the calls is the wire format.
 */
final class Wrappers {

  private final FixedTypes types;
  private final References references;

  private Wrappers(FixedTypes types, References references) {
    this.types = types;
    this.references = references;
  }

  static void addTo(FixedTypes types, References references) {
    Wrappers wrappers = new Wrappers(types, references);
    wrappers.addUnmodifiable();
    wrappers.addSynchronized();
    types.add(
        Collections.newSetFromMap(new HashMap<>()).getClass(),
        new CollectionSerializer(size -> new LinkedHashSet<>()));
  }

  private <T> void add(T empty, UnaryOperator<T> wrapper, Function<T, T> copy) {
    types.add(
        wrapper.apply(empty).getClass(),
        new RebuiltSerializer<T, T>(references, wrapped -> copyLocked(wrapped, copy), wrapper));
  }

  /** A synchronized wrapper is its own lock. */
  private static <T> T copyLocked(T wrapped, Function<T, T> copy) {
    synchronized (wrapped) {
      return copy.apply(wrapped);
    }
  }

  @SuppressWarnings("JdkObsolete") // a list without random access has a wrapper of its own
  private void addUnmodifiable() {
    this.<Collection<Object>>add(
        new ArrayList<>(), Collections::unmodifiableCollection, ArrayList::new);
    this.<List<Object>>add(new ArrayList<>(), Collections::unmodifiableList, ArrayList::new);
    this.<List<Object>>add(new LinkedList<>(), Collections::unmodifiableList, LinkedList::new);
    this.<Set<Object>>add(new LinkedHashSet<>(), Collections::unmodifiableSet, LinkedHashSet::new);
    this.<SortedSet<Object>>add(new TreeSet<>(), Collections::unmodifiableSortedSet, TreeSet::new);
    this.<NavigableSet<Object>>add(
        new TreeSet<>(), Collections::unmodifiableNavigableSet, TreeSet::new);
    this.<Map<Object, Object>>add(
        new LinkedHashMap<>(), Collections::unmodifiableMap, LinkedHashMap::new);
    this.<SortedMap<Object, Object>>add(
        new TreeMap<>(), Collections::unmodifiableSortedMap, TreeMap::new);
    this.<NavigableMap<Object, Object>>add(
        new TreeMap<>(), Collections::unmodifiableNavigableMap, TreeMap::new);
  }

  @SuppressWarnings("JdkObsolete") // a list without random access has a wrapper of its own
  private void addSynchronized() {
    this.<Collection<Object>>add(
        new ArrayList<>(), Collections::synchronizedCollection, ArrayList::new);
    this.<List<Object>>add(new ArrayList<>(), Collections::synchronizedList, ArrayList::new);
    this.<List<Object>>add(new LinkedList<>(), Collections::synchronizedList, LinkedList::new);
    this.<Set<Object>>add(new LinkedHashSet<>(), Collections::synchronizedSet, LinkedHashSet::new);
    this.<SortedSet<Object>>add(new TreeSet<>(), Collections::synchronizedSortedSet, TreeSet::new);
    this.<NavigableSet<Object>>add(
        new TreeSet<>(), Collections::synchronizedNavigableSet, TreeSet::new);
    this.<Map<Object, Object>>add(
        new LinkedHashMap<>(), Collections::synchronizedMap, LinkedHashMap::new);
    this.<SortedMap<Object, Object>>add(
        new TreeMap<>(), Collections::synchronizedSortedMap, TreeMap::new);
    this.<NavigableMap<Object, Object>>add(
        new TreeMap<>(), Collections::synchronizedNavigableMap, TreeMap::new);
  }
}
