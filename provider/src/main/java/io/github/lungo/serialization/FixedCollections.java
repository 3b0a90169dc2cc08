// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** The JDK's collections that have a number on the wire. The order of the calls is the wire format: append only. */
final class FixedCollections {

  private FixedCollections() {}

  static void addTo(FixedTypes types, References references, JdkSerializer jdk) {
    addMutable(types);
    addSorted(types);
    addUnchangeable(types, references);
    FixedEntries.addTo(types, references, jdk);
    Wrappers.addTo(types, references);
  }

  @SuppressWarnings("JdkObsolete") // users have them
  private static void addMutable(FixedTypes types) {
    types.add(ArrayList.class, new CollectionSerializer(ArrayList::new));
    types.add(HashMap.class, new MapSerializer(size -> new HashMap<>(capacity(size))));
    types.add(LinkedHashMap.class, new MapSerializer(size -> new LinkedHashMap<>(capacity(size))));
    types.add(HashSet.class, new CollectionSerializer(size -> new HashSet<>(capacity(size))));
    types.add(
        LinkedHashSet.class, new CollectionSerializer(size -> new LinkedHashSet<>(capacity(size))));
    types.add(LinkedList.class, new CollectionSerializer(size -> new LinkedList<>()));
    types.add(ArrayDeque.class, new CollectionSerializer(ArrayDeque::new));
    types.add(Vector.class, new CollectionSerializer(Vector::new));
    types.add(Stack.class, new CollectionSerializer(size -> new Stack<>()));
    types.add(Hashtable.class, new MapSerializer(size -> new Hashtable<>(capacity(size))));
    types.add(IdentityHashMap.class, new MapSerializer(IdentityHashMap::new));
    types.add(
        ConcurrentHashMap.class,
        new MapSerializer(size -> new ConcurrentHashMap<>(capacity(size))));
    types.add(
        CopyOnWriteArrayList.class, new CollectionSerializer(size -> new CopyOnWriteArrayList<>()));
    types.add(
        CopyOnWriteArraySet.class, new CollectionSerializer(size -> new CopyOnWriteArraySet<>()));
    types.add(
        ConcurrentLinkedQueue.class,
        new CollectionSerializer(size -> new ConcurrentLinkedQueue<>()));
    types.add(
        ConcurrentLinkedDeque.class,
        new CollectionSerializer(size -> new ConcurrentLinkedDeque<>()));
    types.add(
        ConcurrentHashMap.newKeySet().getClass(),
        new CollectionSerializer(ConcurrentHashMap::newKeySet));
  }

  private static int capacity(int size) {
    return (int) (size / 0.75f) + 1;
  }

  @SuppressWarnings("JdkObsolete") // views of sorted sets need not be navigable
  private static void addSorted(FixedTypes types) {
    types.add(TreeMap.class, new SortedMapSerializer(TreeMap::new));
    types.add(ConcurrentSkipListMap.class, new SortedMapSerializer(ConcurrentSkipListMap::new));
    types.add(
        TreeSet.class,
        new SortedSerializer<SortedSet<Object>>(
            SortedSet::comparator, (comparator, size) -> new TreeSet<>(comparator)));
    types.add(
        ConcurrentSkipListSet.class,
        new SortedSerializer<SortedSet<Object>>(
            SortedSet::comparator, (comparator, size) -> new ConcurrentSkipListSet<>(comparator)));
    types.add(
        PriorityQueue.class,
        new SortedSerializer<PriorityQueue<Object>>(
            PriorityQueue::comparator,
            (comparator, size) -> new PriorityQueue<>(Math.max(size, 1), comparator)));
  }

  private static void addUnchangeable(FixedTypes types, References references) {
    RebuiltSerializer<List<?>, Object[]> list =
        new RebuiltSerializer<>(references, List::toArray, FixedCollections::listOf);
    types.add(List.of().getClass(), list);
    types.add(List.of(1).getClass(), list);
    types.add(List.of(1, 2, 3).subList(0, 2).getClass(), list);
    RebuiltSerializer<Set<?>, Object[]> set = new RebuiltSerializer<>(
        references, Set::toArray, parts -> Set.copyOf(Arrays.asList(parts)));
    types.add(Set.of().getClass(), set);
    types.add(Set.of(1).getClass(), set);
    RebuiltSerializer<Map<?, ?>, Map<?, ?>> map =
        new RebuiltSerializer<>(references, LinkedHashMap::new, Map::copyOf);
    types.add(Map.of().getClass(), map);
    types.add(Map.of(1, 1).getClass(), map);
    types.add(
        Arrays.asList().getClass(),
        new RebuiltSerializer<List<?>, Object[]>(references, List::toArray, Arrays::asList));
    types.add(Collections.emptyList().getClass(), new ConstantSerializer(Collections.emptyList()));
    types.add(Collections.emptySet().getClass(), new ConstantSerializer(Collections.emptySet()));
    types.add(Collections.emptyMap().getClass(), new ConstantSerializer(Collections.emptyMap()));
    types.add(
        Collections.singletonList(1).getClass(),
        new RebuiltSerializer<List<?>, Object[]>(
            references, List::toArray, parts -> Collections.singletonList(parts[0])));
    types.add(
        Collections.singleton(1).getClass(),
        new RebuiltSerializer<Set<?>, Object[]>(
            references, Set::toArray, parts -> Collections.singleton(parts[0])));
    types.add(
        Collections.singletonMap(1, 1).getClass(),
        new RebuiltSerializer<Map<?, ?>, Object[]>(
            references,
            one -> FixedEntries.pair(one.entrySet().iterator().next()),
            parts -> Collections.singletonMap(parts[0], parts[1])));
    types.add(
        Collections.nCopies(1, 1).getClass(),
        new RebuiltSerializer<List<?>, Object[]>(
            references,
            copies -> copies.isEmpty()
                ? new Object[] {0, 0}
                : new Object[] {copies.size(), copies.get(0)},
            parts -> Collections.nCopies((Integer) parts[0], parts[1])));
  }

  /** Only {@code Stream.toList()} makes lists of this class with nulls inside. */
  private static List<?> listOf(Object[] elements) {
    boolean full = Arrays.stream(elements).allMatch(element -> element != null);
    return full ? List.of(elements) : Arrays.stream(elements).toList();
  }
}
