// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.invalidation.AskedHere;
import io.github.lungo.cluster.jvms.ClusterPlace;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.jcache.EngineOf;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** Members of a cluster in this JVM, each with a cache {@code c} in mode INVALIDATION in front of one database. Thread-safe. */
final class InvalidatedMembers implements AutoCloseable {
  final Database database = new Database();
  private final ClusterPlace place = ClusterPlace.fresh();
  private final List<CacheManager> managers = new ArrayList<>();
  private final UnaryOperator<LungoConfigurationBuilder<String, Long>> settings;

  private InvalidatedMembers(UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    this.settings = settings;
  }

  /** Returns members whose caches are set up alike, in what is not said otherwise as the builder comes. */
  static InvalidatedMembers of(
      int number, UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    InvalidatedMembers members = new InvalidatedMembers(settings);
    try {
      for (int i = 0; i < number; i++) {
        members.join();
      }
      return members;
    } catch (RuntimeException | Error failure) {
      members.close();
      throw failure;
    }
  }

  /** Returns members whose caches read the database through. */
  static InvalidatedMembers reading(int number) {
    InvalidatedMembers[] self = new InvalidatedMembers[1];
    self[0] = new InvalidatedMembers(builder -> builder.readThrough(self[0].database::loader));
    for (int i = 0; i < number; i++) {
      self[0].join();
    }
    return self[0];
  }

  /** Returns members whose caches read and write the database through. */
  static InvalidatedMembers readingAndWriting(int number) {
    InvalidatedMembers[] self = new InvalidatedMembers[1];
    self[0] = new InvalidatedMembers(builder ->
        builder.readThrough(self[0].database::loader).writeThrough(self[0].database::writer));
    for (int i = 0; i < number; i++) {
      self[0].join();
    }
    return self[0];
  }

  /** Lets another member join, and returns its cache. */
  Cache<String, Long> join() {
    CacheManager manager = manager();
    return manager.createCache(
        "c",
        settings
            .apply(LungoConfiguration.builder(String.class, Long.class)
                .mode(CacheMode.INVALIDATION)
                .statistics(true))
            .build());
  }

  /** Returns the manager of another member, without a cache. */
  CacheManager manager() {
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:i" + managers.size()),
            InvalidatedMembers.class.getClassLoader(),
            place.settings());
    managers.add(manager);
    return manager;
  }

  /** Returns the members' caches. */
  List<Cache<String, Long>> caches() {
    return managers.stream()
        .map(manager -> manager.getCache("c", String.class, Long.class))
        .toList();
  }

  Cache<String, Long> cache(int member) {
    return caches().get(member);
  }

  /** Waits until no primary moves any more: each move may cost a load. */
  void awaitPrimaries() {
    Waiting.until(
        Duration.ofSeconds(20),
        () -> {
          List<Topology> topologies = caches().stream()
              .map(cache -> AskedHere.topology(EngineOf.cache(cache)))
              .filter(Objects::nonNull)
              .toList();
          return topologies.size() == managers.size()
              && topologies.stream()
                  .allMatch(one -> one.isSettled()
                      && one.members().size() == managers.size()
                      && one.name().equals(topologies.get(0).name()));
        },
        () -> "primaries still move");
  }

  /** Lets a member leave. */
  void leave(int member) {
    managers.remove(member).close();
  }

  @Override
  public void close() {
    managers.forEach(CacheManager::close);
  }
}
