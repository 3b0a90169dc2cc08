// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
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
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Stream;

/** Collections and maps of the JDK, and their views. */
final class CollectionRoundTrips {

  private static final List<String> WORDS = List.of("b", "a", "c");

  private CollectionRoundTrips() {}

  static List<RoundTrip> all() {
    List<RoundTrip> all = new ArrayList<>();
    addCollections(all);
    addQueues(all);
    addMaps(all);
    addUnchangeable(all);
    addWrappers(all);
    addViews(all);
    addEnums(all);
    return all;
  }

  @SuppressWarnings("JdkObsolete")
  private static void addCollections(List<RoundTrip> all) {
    List<Object> mixed = new ArrayList<>(List.of(1, "a", 2L, List.of()));
    mixed.add(null);
    for (Collection<?> collection : List.of(
        new ArrayList<>(),
        new ArrayList<>(WORDS),
        mixed,
        new ArrayList<>(Collections.nCopies(1000, null)),
        new ArrayList<>(List.of(new Samples.Person("a"), new Samples.Person("b"))),
        new ArrayList<>(List.of(Samples.Colour.RED, Samples.Colour.GREEN)),
        new ArrayList<>(List.of(true, false)),
        new LinkedList<>(WORDS),
        new Vector<>(WORDS),
        new HashSet<>(WORDS),
        new LinkedHashSet<>(WORDS),
        new CopyOnWriteArrayList<>(WORDS),
        new CopyOnWriteArraySet<>(WORDS),
        new TreeSet<>(WORDS),
        new ConcurrentSkipListSet<>(WORDS))) {
      all.add(RoundTrip.same(
          collection.getClass().getSimpleName() + " of " + collection.size(), collection));
    }
    Stack<String> stack = new Stack<>();
    stack.push("x");
    all.add(RoundTrip.same("Stack", stack));
    all.add(RoundTrip.checked(
        "LinkedHashSet keeps its order",
        new LinkedHashSet<>(WORDS),
        (a, b) -> assertThat(List.copyOf(b)).isEqualTo(WORDS)));
    for (Comparator<String> order : List.of(
        Comparator.<String>reverseOrder(),
        String.CASE_INSENSITIVE_ORDER,
        Comparator.<String>naturalOrder(),
        Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER))) {
      TreeSet<String> set = new TreeSet<>(order);
      set.addAll(WORDS);
      all.add(RoundTrip.checked("TreeSet by " + order.getClass().getSimpleName(), set, (a, b) -> {
        assertThat(List.copyOf(b)).isEqualTo(List.copyOf(a));
        assertThat(b.contains("A")).isEqualTo(a.contains("A"));
      }));
    }
  }

  private static void addQueues(List<RoundTrip> all) {
    PriorityQueue<String> reversed = new PriorityQueue<>(Comparator.reverseOrder());
    reversed.addAll(WORDS);
    ArrayBlockingQueue<String> bounded = new ArrayBlockingQueue<>(5, true, WORDS);
    for (Queue<String> queue : List.of(
        new ArrayDeque<>(WORDS),
        new PriorityQueue<>(WORDS),
        reversed,
        new ConcurrentLinkedQueue<>(WORDS),
        new ConcurrentLinkedDeque<>(WORDS),
        new LinkedBlockingDeque<>(WORDS),
        bounded,
        new PriorityQueue<String>())) {
      all.add(RoundTrip.checked(
          queue.getClass().getSimpleName() + " of " + queue,
          queue,
          (a, b) -> assertThat(drained(b)).isEqualTo(drained(a))));
    }
    all.add(RoundTrip.checked(
        "ArrayBlockingQueue keeps its capacity",
        bounded,
        (a, b) -> assertThat(b.remainingCapacity()).isEqualTo(2)));
  }

  /** Returns the elements in the order they would be polled, and leaves the queue as it was. */
  private static List<String> drained(Queue<String> queue) {
    List<String> elements = new ArrayList<>();
    while (!queue.isEmpty()) {
      elements.add(queue.remove());
    }
    queue.addAll(elements);
    return elements;
  }

  @SuppressWarnings({"IdentityHashMapUsage", "JdkObsolete"})
  private static void addMaps(List<RoundTrip> all) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("b", 1);
    source.put("a", List.of(new Samples.Line("tea", 1)));
    Map<String, Object> withNulls = new HashMap<>(source);
    withNulls.put(null, "x");
    withNulls.put("y", null);
    for (Map<?, ?> map : List.of(
        new HashMap<>(),
        new HashMap<>(source),
        withNulls,
        new LinkedHashMap<>(source),
        new Hashtable<>(source),
        new ConcurrentHashMap<>(source),
        new TreeMap<>(source),
        new ConcurrentSkipListMap<>(source))) {
      all.add(RoundTrip.same(map.getClass().getSimpleName() + " of " + map.size(), map));
    }
    all.add(RoundTrip.as(LinkedHashMap.class, "WeakHashMap", new WeakHashMap<>(source)));
    TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
    reversed.putAll(Map.of("a", 1, "b", 2));
    all.add(RoundTrip.checked(
        "TreeMap reversed", reversed, (a, b) -> assertThat(b.firstKey()).isEqualTo("b")));
    all.add(RoundTrip.as(TreeMap.class, "TreeMap.headMap", reversed.headMap("a")));
    all.add(RoundTrip.as(TreeMap.class, "TreeMap.descendingMap", reversed.descendingMap()));
    IdentityHashMap<Object, Object> identity = new IdentityHashMap<>(Map.of("a", 1));
    all.add(RoundTrip.checked("IdentityHashMap", identity, (a, b) -> {
      assertThat(b.keySet().iterator().next()).isEqualTo("a");
      assertThat(b.values()).containsExactly(1);
    }));
    Properties properties = new Properties(new Properties());
    properties.setProperty("a", "b");
    all.add(RoundTrip.same("Properties", properties));
    Properties defaults = new Properties();
    defaults.setProperty("x", "default");
    all.add(RoundTrip.checked(
        "Properties with defaults",
        new Properties(defaults),
        (a, b) -> assertThat(b.getProperty("x")).isEqualTo("default")));
    for (Map.Entry<?, ?> entry : List.of(
        Map.entry("a", 1),
        new AbstractMap.SimpleEntry<>("a", null),
        new AbstractMap.SimpleImmutableEntry<>(null, 1))) {
      all.add(RoundTrip.same(entry.getClass().getSimpleName(), entry));
    }
    all.add(RoundTrip.as(
        AbstractMap.SimpleEntry.class,
        "HashMap.Node",
        source.entrySet().iterator().next()));
  }

  private static void addUnchangeable(List<RoundTrip> all) {
    for (Object value : new Object[] {
      List.of(),
      List.of(1),
      List.of(1, 2),
      List.of(1, 2, 3),
      List.copyOf(WORDS),
      Set.of(),
      Set.of(1),
      Set.of(1, 2, 3),
      Map.of(),
      Map.of(1, 2),
      Map.of(1, 2, 3, 4),
      Arrays.asList("a", null),
      Arrays.asList(),
      Collections.emptyList(),
      Collections.emptySet(),
      Collections.emptyMap(),
      Collections.singletonList(null),
      Collections.singleton("x"),
      Collections.singletonMap("k", null),
      Collections.nCopies(3, "x"),
      Collections.nCopies(0, "x"),
      Collections.nCopies(1_000_000, null),
      Stream.of("a", null).toList(),
      Stream.of(1, 2, 3).toList(),
      Stream.empty().toList(),
      List.of(new Samples.Person("a"))
    }) {
      int size = value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
      all.add(RoundTrip.same(value.getClass().getSimpleName() + " of " + size, value));
    }
  }

  @SuppressWarnings("JdkObsolete")
  private static void addWrappers(List<RoundTrip> all) {
    for (Object value : new Object[] {
      Collections.unmodifiableList(new ArrayList<>(WORDS)),
      Collections.unmodifiableList(new LinkedList<>(WORDS)),
      Collections.unmodifiableSet(new HashSet<>(WORDS)),
      Collections.unmodifiableSortedSet(new TreeSet<>(WORDS)),
      Collections.unmodifiableNavigableSet(new TreeSet<>(WORDS)),
      Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
      Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))),
      Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(1, 2))),
      Collections.synchronizedList(new ArrayList<>(WORDS)),
      Collections.synchronizedList(new LinkedList<>(WORDS)),
      Collections.synchronizedSet(new HashSet<>(WORDS)),
      Collections.synchronizedSortedSet(new TreeSet<>(WORDS)),
      Collections.synchronizedNavigableSet(new TreeSet<>(WORDS)),
      Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
      Collections.synchronizedSortedMap(new TreeMap<>(Map.of(1, 2))),
      Collections.synchronizedNavigableMap(new TreeMap<>(Map.of(1, 2))),
      Collections.checkedList(new ArrayList<>(WORDS), String.class),
      Collections.unmodifiableList(new ArrayList<>(List.of(new Samples.Person("not Serializable"))))
    }) {
      all.add(RoundTrip.same(value.getClass().getSimpleName(), value));
    }
    for (Object value : new Object[] {
      Collections.unmodifiableCollection(new ArrayList<>(WORDS)),
      Collections.synchronizedCollection(new ArrayList<>(WORDS))
    }) {
      all.add(RoundTrip.checked(
          value.getClass().getSimpleName(),
          value,
          (a, b) -> assertThat(((Collection<?>) b).toArray()).isEqualTo(WORDS.toArray())));
    }
  }

  @SuppressWarnings("JdkObsolete")
  private static void addViews(List<RoundTrip> all) {
    Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1, "b", 2));
    List<String> words = new ArrayList<>(WORDS);
    all.add(RoundTrip.as(ArrayList.class, "ArrayList.subList", words.subList(1, 3)));
    all.add(
        RoundTrip.as(ArrayList.class, "LinkedList.subList", new LinkedList<>(WORDS).subList(0, 2)));
    all.add(RoundTrip.as(
        ArrayList.class, "Arrays.asList.subList", Arrays.asList("a", "b").subList(0, 1)));
    all.add(RoundTrip.as(
        List.of(1, 2).getClass(), "List.of.subList", List.of(1, 2, 3).subList(0, 2)));
    all.add(RoundTrip.as(LinkedHashSet.class, "LinkedHashMap.keySet", map.keySet()));
    all.add(RoundTrip.as(LinkedHashSet.class, "HashMap.keySet", new HashMap<>(map).keySet()));
    all.add(RoundTrip.as(LinkedHashSet.class, "HashMap.entrySet", new HashMap<>(map).entrySet()));
    all.add(RoundTrip.as(TreeSet.class, "TreeMap.keySet", new TreeMap<>(map).keySet()));
    all.add(RoundTrip.as(
        TreeSet.class, "TreeMap.descendingKeySet", new TreeMap<>(map).descendingKeySet()));
    all.add(RoundTrip.as(TreeSet.class, "TreeSet.headSet", new TreeSet<>(WORDS).headSet("c")));
    all.add(new RoundTrip("HashMap.values", map.values(), (original, copy) -> {
      assertThat(copy).isInstanceOf(ArrayList.class);
      assertThat(((Collection<?>) copy).toArray()).isEqualTo(((Collection<?>) original).toArray());
    }));
    all.add(RoundTrip.same("ConcurrentHashMap.newKeySet", keySet()));
    all.add(RoundTrip.as(LinkedHashSet.class, "Collections.newSetFromMap", setFromMap()));
  }

  private static Set<String> keySet() {
    Set<String> set = ConcurrentHashMap.newKeySet();
    set.addAll(WORDS);
    return set;
  }

  private static Set<String> setFromMap() {
    Set<String> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
    set.addAll(WORDS);
    return set;
  }

  private static void addEnums(List<RoundTrip> all) {
    EnumMap<Samples.Colour, Object> map = new EnumMap<>(Samples.Colour.class);
    all.add(RoundTrip.checked("EnumMap empty", new EnumMap<>(map), (a, b) -> {
      b.put(Samples.Colour.GREEN, "x");
      assertThat(b).hasSize(1);
    }));
    map.put(Samples.Colour.GREEN, new Samples.Person("not Serializable"));
    all.add(RoundTrip.same("EnumMap", map));
    all.add(RoundTrip.same("EnumSet", EnumSet.of(Samples.Colour.GREEN)));
    all.add(RoundTrip.same("EnumSet all", EnumSet.allOf(Samples.Colour.class)));
    all.add(RoundTrip.checked(
        "EnumSet none",
        EnumSet.noneOf(Samples.Colour.class),
        (a, b) -> assertThat(EnumSet.complementOf(b)).hasSize(2)));
  }
}
