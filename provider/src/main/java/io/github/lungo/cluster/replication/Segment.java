// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What this member keeps of one segment of a cache. Changed in the segment's mailbox only; looked at by anyone. */
final class Segment<K> {
  private final int number;
  private final NanoClock clock;
  private final Set<ReplicationFault> faults;
  private final RefreshTimes refreshing;
  private final Inventory<K> inventory;
  private final ConcurrentHashMap<K, KeyState> states = new ConcurrentHashMap<>();

  /** The updates that are not known to be settled, by their places. */
  private final TreeMap<Place, Update<K>> unsettled = new TreeMap<>();

  /**
   * Where those of them are by their keys that are shown here, as the primary has shown them, but of which listeners may not
   * have been told yet: the next primary would have to.
   */
  private final Map<K, Place> untold = new HashMap<>();

  private final DecidedCalls decided = new DecidedCalls();
  private final Horizon horizon = new Horizon();
  private final Tombstones<K> tombstones = new Tombstones<>(states, horizon::raiseFloor);

  /** An update of all keys that is not known to be settled: until then no key is. */
  private volatile @Nullable Update<K> clearing;

  /** Creates an empty segment. */
  Segment(
      int number,
      NanoClock clock,
      Set<ReplicationFault> faults,
      RefreshTimes refreshing,
      Inventory<K> inventory) {
    this.number = number;
    this.refreshing = refreshing;
    this.clock = clock;
    this.faults = faults;
    this.inventory = inventory;
  }

  int number() {
    return number;
  }

  /** Returns the tombstones among what is kept. Confined to the mailbox. */
  Tombstones<K> tombstones() {
    return tombstones;
  }

  DecidedCalls decided() {
    return decided;
  }

  /** Returns what is known of a key; null if nothing is. */
  @Nullable
  KeyState state(K key) {
    return states.get(key);
  }

  /** Returns whether a clear is held whose end is not known, so that nothing of the segment may be shown. */
  boolean isClearing() {
    return clearing != null;
  }

  /** Returns the settled entry of a key, expired or not; null if there is none. */
  @Nullable
  VersionedValue entry(K key) {
    return Unsettled.settledEntry(states.get(key));
  }

  /** Returns the version that the next write of a key must exceed. */
  Version leastFor(K key) {
    return Version.newest(versionBefore(key), horizon.anewAbove());
  }

  /** Returns the version of what is known of a key. */
  private Version versionBefore(K key) {
    @Nullable KeyState state = states.get(key);
    return state == null ? horizon.floor() : Version.newest(horizon.floor(), state.version());
  }

  /** Returns what is settled of a key; null if nothing is known. */
  @Nullable
  KeyState settledState(K key) {
    @Nullable KeyState state = states.get(key);
    return state instanceof Unsettled<?> open ? open.settled() : state;
  }

  /**
   * Returns a version up to which everything of a key is settled. Not the floor where nothing is known of the key: that is of
   * other keys, and an update of this one may be open.
   */
  Version shownVersion(K key) {
    @Nullable KeyState settled = settledState(key);
    return settled == null ? horizon.clearedBelow() : settled.version();
  }

  /**
   * Returns whether an update of a key was replaced by a newer one that is known here. The floor does not say so: a key that
   * was removed later may have raised it while the update was open.
   */
  boolean isReplaced(K key, Version version) {
    @Nullable KeyState known = states.get(key);
    return horizon.clearedBelow().isNewerThan(version)
        || (known != null && known.version().isNewerThan(version));
  }

  /** Returns whether a write that was made elsewhere replaces what is here: it is newer, and was not removed here. */
  boolean isNews(Update<K> update) {
    @Nullable K key = update.key();
    return update.version().isNewerThan(key == null ? horizon.clearedBelow() : versionBefore(key));
  }

  /** Returns what is known of keys that have left no trace. Confined to the mailbox. */
  Horizon horizon() {
    return horizon;
  }

  /** Returns a version that nothing written here exceeds. */
  Version greatestVersion() {
    Version greatest = Version.newest(horizon.floor(), horizon.anewAbove());
    for (KeyState state : states.values()) {
      if (state.version().isNewerThan(greatest)) {
        greatest = state.version();
      }
    }
    return greatest;
  }

  /**
   * Holds an update until it is settled.
   *
   * @return null if it is held, or was before; else the newer version that is there
   */
  @Nullable
  Version hold(Update<K> update, Place place) {
    @Nullable K key = update.key();
    if (key == null) {
      return holdClear(update, place);
    }
    @Nullable KeyState known = states.get(key);
    if (known != null && known.version().isNewerThan(update.version())) {
      return faults.contains(ReplicationFault.ACKNOWLEDGES_OLDER) ? null : known.version();
    }
    @Nullable KeyState settled = known;
    if (known instanceof Unsettled<?> open) {
      unsettled.remove(open.place());
      settled = open.settled();
    }
    toldOrHeldAnew(key);
    if (!(known instanceof Unsettled<?>)
        && known != null
        && known.version().equals(update.version())) {
      holdUntold(key, update, place);
      return null; // settled already
    }
    set(key, new Unsettled<>(settled, update, place));
    unsettled.put(place, update);
    noteCall(update);
    if (faults.contains(ReplicationFault.SHOWS_UNSETTLED)) {
      show(update);
    }
    return null;
  }

  /** Keeps an update that is shown until the primary says that listeners were told of it. */
  private void holdUntold(K key, Update<K> update, Place place) {
    if (update.news() != null) {
      unsettled.put(place, update);
      untold.put(key, place);
    }
  }

  private void toldOrHeldAnew(K key) {
    @Nullable Place place = untold.remove(key);
    if (place != null) {
      unsettled.remove(place);
    }
  }

  private @Nullable Version holdClear(Update<K> update, Place place) {
    @Nullable Update<K> open = clearing;
    if (open != null && open.version().isNewerThan(update.version())) {
      return open.version();
    }
    unsettled.values().remove(open);
    unsettled.put(place, update);
    clearing = update;
    noteCall(update);
    return null;
  }

  private void noteCall(Update<K> update) {
    if (update.call() != null) {
      decided.add(update.call());
    }
  }

  /** Shows the updates of a primary up to a place: all owners hold them. */
  void settle(NodeId primary, long through) {
    Map<Place, Update<K>> settled =
        unsettled.subMap(new Place(primary, 0), true, new Place(primary, through), true);
    List<Update<K>> updates = List.copyOf(settled.values());
    untold.values().removeAll(settled.keySet());
    settled.clear();
    updates.forEach(this::show);
  }

  /** Shows the key's update if it is no newer than what the primary has shown to this member. */
  void settle(K key, Version shown) {
    if (states.get(key) instanceof Unsettled<?> open && !open.version().isNewerThan(shown)) {
      Update<K> update = Objects.requireNonNull(unsettled.remove(open.place()));
      show(update);
      holdUntold(key, update, open.place());
    }
  }

  /** Makes an update visible, and whatever it replaces invisible. */
  void show(Update<K> update) {
    @Nullable K key = update.key();
    if (key == null) {
      clear(update.version());
      if (update.equals(clearing)) {
        clearing = null;
      }
      noteCall(update);
      return;
    }
    @Nullable KeyState known = states.get(key);
    if (known != null && known.version().isNewerThan(update.version())) {
      return;
    }
    if (known instanceof Unsettled<?> open) {
      unsettled.remove(open.place());
    }
    if (known == null
        || known instanceof Unsettled<?>
        || !known.version().equals(update.version())) {
      put(key, shown(update));
    }
    noteCall(update);
  }

  /** Takes a part of the segment from an owner that has all of it; nothing newer is replaced. */
  void take(Part<K> part) {
    part.states().forEach(entry -> take(entry.getKey(), entry.getValue()));
    part.decided().forEach(decided::add);
    @Nullable Version last = part.end();
    if (last != null) {
      horizon.anewAbove(part.anewAbove());
      horizon.raiseFloor(last);
    }
  }

  private void take(K key, KeyState sent) {
    KeyState settled = sent instanceof VersionedValue entry ? refreshing.ofOld(entry) : sent;
    if (settled instanceof VersionedValue entry) {
      inventory.noteDeadline(entry);
    }
    // A part that was sent before a clear may come after it.
    boolean isLeftOut = !settled.version().isNewerThan(horizon.clearedBelow())
        || (faults.contains(ReplicationFault.APPLIES_FLOOR_TO_PARTS)
            && !settled.version().isNewerThan(horizon.floor()));
    if (isLeftOut) {
      return;
    }
    @Nullable KeyState known = states.get(key);
    if (known == null || settled.version().isNewerThan(known.version())) {
      if (known instanceof Unsettled<?> open) {
        unsettled.remove(open.place());
      }
      put(key, settled);
    } else if (known instanceof Unsettled<?> open) {
      @SuppressWarnings("unchecked") // its key is of this segment
      Unsettled<K> held = (Unsettled<K>) open;
      set(key, new Unsettled<>(settled, held.update(), held.place()));
    }
  }

  private void set(K key, KeyState state) {
    inventory.changed(key, states.put(key, state), state);
  }

  private void removeIf(Predicate<KeyState> some) {
    states.entrySet().removeIf(entry -> {
      boolean goes = some.test(entry.getValue());
      if (goes) {
        inventory.changed(entry.getKey(), entry.getValue(), null);
      }
      return goes;
    });
  }

  private void put(K key, KeyState settled) {
    set(key, settled);
    if (settled instanceof Tombstone tombstone) {
      tombstones.made(key, tombstone);
    }
  }

  private KeyState shown(Update<K> update) {
    @Nullable VersionedValue after = update.after();
    if (after != null) {
      inventory.noteDeadline(after);
    }
    return after == null
        ? new Tombstone(update.version(), clock.nanos())
        : refreshing.ofFresh(after);
  }

  private void clear(Version version) {
    horizon.cleared(version);
    removeIf(state -> !state.version().isNewerThan(version));
    unsettled.values().removeIf(update -> !update.version().isNewerThan(version));
    untold.values().retainAll(unsettled.keySet());
  }

  /** Returns the updates that are not known to be settled. */
  List<Held<K>> held() {
    List<Held<K>> held = new ArrayList<>();
    unsettled.forEach((place, update) -> held.add(new Held<>(place, update)));
    return held;
  }

  /** Returns whether there were entries that expire. Confined to the mailbox. */
  boolean hasDeadlines() {
    return inventory.hasDeadlines();
  }

  /** Begins to say which entries are to go for want of room, as this member leads the segment. Confined to the mailbox. */
  void lead() {
    inventory.lead(faults.contains(ReplicationFault.FORGETS_RESIDENTS) ? Map.of() : states);
  }

  /** Leaves that to another member. Confined to the mailbox. */
  void follow() {
    inventory.follow(states);
  }

  /** Returns how much is kept. */
  Inventory<K> inventory() {
    return inventory;
  }

  /** Returns the keys of which anything is known, tombstones included. */
  Iterable<K> keys() {
    return states.keySet();
  }

  /** Lets go of all that is settled; what is not, the next primary may ask for. */
  void retire() {
    removeIf(state -> !(state instanceof Unsettled<?>));
    tombstones.clear();
  }

  /** Lets go of everything. */
  void drop() {
    horizon.drop();
    removeIf(state -> true);
    tombstones.clear();
    unsettled.clear();
    untold.clear();
    clearing = null;
  }

  /** An update that is not known to be settled, and its place. */
  record Held<K>(Place place, Update<K> update) {}
}
