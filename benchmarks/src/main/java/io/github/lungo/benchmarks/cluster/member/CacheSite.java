// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.ClusterMember;
import io.github.lungo.benchmarks.cluster.product.Level;
import io.github.lungo.benchmarks.cluster.product.Place;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** A member of a cluster with the cache that is measured, and another one that loads. Confined to one thread. */
final class CacheSite implements Site {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private final ClusterMember member;
  private final Cache<String, String> cache;
  private final Cache<String, String> loading;
  private final int entries;
  private final Level level;
  private @Nullable CacheCalls calls;
  private Clients clients = new Clients();

  /** Joins, and makes the caches. */
  CacheSite(ClusterContender contender, Place place, int entries) {
    this.entries = entries;
    level = contender.level();
    member = contender.start(place, entries);
    cache = member.create("entries", plain());
    loading = member.create(
        "loading",
        plain()
            .setReadThrough(true)
            .setCacheLoaderFactory(FactoryBuilder.factoryOf(SlowLoader.class)));
  }

  private static MutableConfiguration<String, String> plain() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  @Override
  public Calls calls(LoadCase of) {
    if (calls == null) {
      calls = new CacheCalls(cache, entries, key -> member.isHere(cache, key));
    }
    return calls.of(of);
  }

  @Override
  public String obey(String[] order) throws Exception {
    switch (order[0]) {
      case "complete" -> awaitComplete(Integer.parseInt(order[1]));
      case "fill" -> Entries.fill(cache, entries, Integer.parseInt(order[1]));
      case "missing" -> {
        return Integer.toString(Entries.missing(cache, entries));
      }
      case "stampede" -> {
        return Stampede.run(
            loading, order[1], Integer.parseInt(order[2]), Long.parseLong(order[3]));
      }
      case "loads" -> {
        return Integer.toString(SlowLoader.loads(order[1]));
      }
      case "clients" -> {
        clients = new Clients();
        clients.start(cache, order[1]);
      }
      case "clients-end" -> {
        return clients.stop(Long.parseLong(order[1]));
      }
      default -> throw new IllegalArgumentException("no such order: " + String.join(" ", order));
    }
    return "";
  }

  private void awaitComplete(int members) {
    long limit = System.nanoTime() + PATIENCE;
    while (!member.isComplete(cache, members)) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException("not complete within 2 minutes, " + level.copies());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }

  @Override
  public void close() {
    member.close();
  }
}
