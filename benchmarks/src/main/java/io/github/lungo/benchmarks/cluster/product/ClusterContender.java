// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.benchmarks.provider.Contender;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Who is compared: what bounds all of them, then each product once for each {@link Level} that it has. */
public enum ClusterContender {
  TCP(Contender.LUNGO, Level.FLOOR, 2, null),
  JGROUPS(Contender.LUNGO, Level.FLOOR, 3, null),
  LUNGO_LOCAL(
      Contender.LUNGO,
      Level.FLOOR,
      1,
      (place, entries) -> new LungoMember(place, CacheMode.LOCAL, Consistency.STRONG)),
  LUNGO_PARTITIONED(
      Contender.LUNGO,
      Level.PARTITIONED,
      3,
      (place, entries) -> new LungoMember(place, CacheMode.PARTITIONED, Consistency.STRONG)),
  INFINISPAN_DIST_SYNC(
      Contender.INFINISPAN,
      Level.PARTITIONED,
      3,
      (place, entries) -> new InfinispanMember(place, "DIST_SYNC", new SetValue())),
  HAZELCAST(
      Contender.HAZELCAST, Level.PARTITIONED, 3, (place, entries) -> HazelcastMember.plain(place)),
  HAZELCAST_NEAR(
      Contender.HAZELCAST,
      Level.PARTITIONED,
      3,
      (place, entries) -> HazelcastMember.near(place, entries / ClusterContender.NEAR_SHARE)),
  LUNGO_REPLICATED(
      Contender.LUNGO,
      Level.REPLICATED,
      3,
      (place, entries) -> new LungoMember(place, CacheMode.REPLICATED, Consistency.STRONG)),
  INFINISPAN_REPL_SYNC(
      Contender.INFINISPAN,
      Level.REPLICATED,
      3,
      (place, entries) -> new InfinispanMember(place, "REPL_SYNC", new SetValue())),
  LUNGO_EVENTUAL(
      Contender.LUNGO,
      Level.EVENTUAL,
      3,
      (place, entries) -> new LungoMember(place, CacheMode.REPLICATED, Consistency.EVENTUAL)),
  INFINISPAN_REPL_ASYNC(
      Contender.INFINISPAN,
      Level.EVENTUAL,
      3,
      (place, entries) -> new InfinispanMember(place, "REPL_ASYNC", new SetValue())),
  LUNGO_INVALIDATION(
      Contender.LUNGO,
      Level.INVALIDATION,
      3,
      (place, entries) -> new LungoMember(place, CacheMode.INVALIDATION, Consistency.STRONG));

  /** How many entries there are for each that a near cache has room for. */
  public static final int NEAR_SHARE = 8;

  private final Contender product;
  private final Level level;
  private final int members;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor
  private final @Nullable BiFunction<Place, Integer, ClusterMember> start;

  ClusterContender(
      Contender product,
      Level level,
      int members,
      @Nullable BiFunction<Place, Integer, ClusterMember> start) {
    this.product = product;
    this.level = level;
    this.members = members;
    this.start = start;
  }

  /** Returns the product, which has a class path and flags of the JVM. */
  public Contender product() {
    return product;
  }

  /** Returns how many copies it keeps. */
  public Level level() {
    return level;
  }

  /** Returns how many JVMs it runs in. */
  public int members() {
    return members;
  }

  /** Returns what the command line and the raw output call it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the one that is called so. */
  public static ClusterContender of(String id) {
    return Arrays.stream(values())
        .filter(contender -> contender.id().equals(id))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no contender is called " + id));
  }

  /**
   * Starts this JVM's member, whose classes have to be on the class path.
   *
   * @param entries how many there are going to be
   */
  public ClusterMember start(Place place, int entries) {
    if (start == null) {
      throw new IllegalStateException(id() + " has no caches");
    }
    return start.apply(place, entries);
  }
}
