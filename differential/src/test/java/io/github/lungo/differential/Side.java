// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.FactoryBuilder.SingletonFactory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** One of the two caches, with the user code around it. */
final class Side implements AutoCloseable {
  private static final String[] FIGURES = {
    "CacheGets", "CacheHits", "CacheMisses", "CachePuts", "CacheRemovals", "CacheEvictions"
  };

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final CacheManager manager;
  private final Setup setup;
  private final Script script;
  private final OutsideWorld world;
  private final List<EventLog> logs = new ArrayList<>();
  private final Cache<Box, Box> cache;
  private final ObjectName bean;
  private final Dialect dialect;
  private Counts countsBefore = Counts.NONE;
  private boolean countsStatistics;

  /** Creates the cache. */
  Side(CacheManager manager, String name, Setup setup, Dialect dialect) throws JMException {
    this.manager = manager;
    this.setup = setup;
    this.script = new Script(setup.has(Trait.THROWS_SPECIFIED));
    this.world = new OutsideWorld(script);
    this.dialect = dialect;
    this.countsStatistics = setup.has(Trait.COUNTS_STATISTICS);
    this.cache = manager.createCache(name, configuration());
    this.bean = new ObjectName("javax.cache:type=CacheStatistics,CacheManager="
        + manager.getURI().toString().replace(':', '.') + ",Cache=" + name);
  }

  private MutableConfiguration<Box, Box> configuration() {
    MutableConfiguration<Box, Box> configuration = new MutableConfiguration<Box, Box>()
        .setStoreByValue(setup.has(Trait.STORES_BY_VALUE))
        .setReadThrough(setup.has(Trait.READS_THROUGH))
        .setWriteThrough(setup.has(Trait.WRITES_THROUGH))
        .setStatisticsEnabled(setup.has(Trait.COUNTS_STATISTICS))
        .setExpiryPolicyFactory(setup.policy().factory(new ScriptedPolicy(script, dialect)));
    if (setup.has(Trait.HAS_LOADER)) {
      configuration.setCacheLoaderFactory(new SingletonFactory<>(world));
    }
    if (setup.has(Trait.WRITES_THROUGH)) {
      configuration.setCacheWriterFactory(new SingletonFactory<>(world));
    }
    logs.add(new EventLog(
        new Ear(dialect.isReference(), true, true, Ear.Sieve.NONE),
        setup.has(Trait.STORES_BY_VALUE)));
    setup.listeners().forEach(ear -> logs.add(new EventLog(ear, setup.has(Trait.STORES_BY_VALUE))));
    for (EventLog log : logs) {
      if (log.ear().isPermanent()) {
        configuration.addCacheEntryListenerConfiguration(log.registration());
      }
    }
    return configuration;
  }

  Cache<Box, Box> cache() {
    return cache;
  }

  Script script() {
    return script;
  }

  EventLog log(int listener) {
    return logs.get(listener);
  }

  MutableCacheEntryListenerConfiguration<Box, Box> registration(int listener) {
    return logs.get(listener).registration();
  }

  EntryProcessor<Box, Box, String> processor(Step step) {
    return step.program()
        .processor(
            step.values().get(0), script.throwsSpecified, entry -> dialect.entry(entry, setup));
  }

  void enableStatistics(boolean enabled) {
    manager.enableStatistics(cache.getName(), enabled);
    countsBefore = enabled == countsStatistics ? countsBefore : Counts.NONE;
    countsStatistics = enabled;
  }

  /** Does a step and tells all that came of it. */
  Observation observe(int number, Step step) throws JMException {
    Observation seen = new Observation();
    script.step = number;
    Hands hands = new Hands(step);
    try {
      seen.result = step.call().run(this, step, hands);
    } catch (Exception failure) {
      seen.failure = Scripted.chain(failure);
    }
    if (step.changesObjects()) {
      hands.change(setup.has(Trait.STORES_BY_VALUE));
    }
    seen.loads = world.takeLoads();
    seen.writes = world.takeWrites();
    seen.events = logs.stream().map(EventLog::take).toList();
    Counts counts = counts();
    seen.counts = counts.minus(countsBefore);
    seen.contents = contents();
    countsBefore = countsStatistics
        ? counts.withGets(counts.hits() + seen.contents.size(), counts.misses())
        : counts;
    return seen;
  }

  /** Makes both sides equal again, after a step that may leave them unequal. */
  void forget() {
    cache.clear();
  }

  /** Looks without changing any life; the looks count as gets. */
  private Map<Integer, Integer> contents() {
    Map<Integer, Integer> contents = new TreeMap<>();
    script.isQuiet = true;
    for (Cache.Entry<Box, Box> entry : cache) {
      contents.put(entry.getKey().number(), entry.getValue().number());
    }
    script.isQuiet = false;
    return contents;
  }

  private Counts counts() throws JMException {
    if (!countsStatistics) {
      return Counts.NONE;
    }
    long[] figures = new long[FIGURES.length];
    int i = 0;
    for (Attribute figure : server.getAttributes(bean, FIGURES).asList()) {
      figures[i++] = (Long) figure.getValue();
    }
    return new Counts(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
  }

  @Override
  public void close() {
    manager.destroyCache(cache.getName());
  }
}
