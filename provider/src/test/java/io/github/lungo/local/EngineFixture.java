// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.Resilience;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.schedule.Alarm;
import io.github.lungo.serialization.ValueCopier;
import io.github.lungo.testing.ManualClock;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.EventType;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.processor.EntryProcessor;

/** A local engine of texts by reference, with a manual clock, and whose background work runs at once. */
final class EngineFixture {
  private static final Resilience OFF =
      LungoConfiguration.builder(Object.class, String.class).build().resilience();

  final ManualClock clock = new ManualClock();
  final ConcurrentLinkedQueue<Runnable> alarms = new ConcurrentLinkedQueue<>();
  final AtomicInteger evictions = new AtomicInteger();
  final RecordingListener<Object, String> listener;
  private ExpiryPolicy policy = new EternalExpiryPolicy();
  private Bound bound = new Bound(OptionalLong.empty(), OptionalLong.empty());
  private WriteThrough<Object, String> writer;
  private ReadThrough<Object, String> reader;
  private NanoClock time = clock;
  private Executor executor = Runnable::run;
  private Alarm alarm = (delay, task) -> {
    alarms.add(task);
    return new CompletableFuture<>();
  };
  private Resilience resilience = OFF;
  private EntryVersions versions;
  private EventDispatcher<Object, String> events;
  private LocalEngine<Object, String> engine;

  EngineFixture() {
    this(new RecordingListener<>());
  }

  EngineFixture(RecordingListener<Object, String> listener) {
    this.listener = listener;
  }

  /** Returns the traits of a cache of texts by reference. */
  static CacheTraits<Object, String> traits(ExpiryPolicy policy, Bound bound, NanoClock clock) {
    return traits(policy, bound, clock, OFF);
  }

  private static CacheTraits<Object, String> traits(
      ExpiryPolicy policy, Bound bound, NanoClock clock, Resilience resilience) {
    Duration refreshAfter = resilience.refreshAfterWrite();
    ExpiryRules rules = ExpiryRules.of("c", policy);
    EntryShape shape = bound.maximumWeight().isPresent()
        ? EntryShape.WEIGHED
        : rules.isEternal() ? EntryShape.ETERNAL : EntryShape.EXPIRING;
    return new CacheTraits<>(
        "c",
        String.class,
        ValueCopier.byReference(),
        rules,
        shape,
        (key, stored) -> ((String) stored).length(),
        clock,
        refreshAfter == null ? 0 : refreshAfter.toNanos());
  }

  EngineFixture resilience(UnaryOperator<LungoConfigurationBuilder<Object, String>> settings) {
    resilience = settings
        .apply(LungoConfiguration.builder(Object.class, String.class))
        .build()
        .resilience();
    return this;
  }

  EngineFixture executor(Executor newExecutor) {
    executor = newExecutor;
    return this;
  }

  /** Gives the entries versions. */
  EngineFixture versions(EntryVersions newVersions) {
    versions = newVersions;
    return this;
  }

  EngineFixture policy(ExpiryPolicy newPolicy) {
    policy = newPolicy;
    return this;
  }

  EngineFixture bound(Bound newBound) {
    bound = newBound;
    return this;
  }

  EngineFixture writer(CacheWriter<Object, String> newWriter) {
    writer = new WriteThrough<>("c", newWriter);
    return this;
  }

  EngineFixture reader(Function<Object, String> source) {
    return reader(source, keys -> Asking.loadAll(keys, source));
  }

  EngineFixture reader(
      Function<Object, String> source,
      Function<java.util.Set<Object>, java.util.Map<Object, String>> bulk) {
    reader = new ReadThrough<>("c", new CacheLoader<>() {
      @Override
      public String load(Object key) {
        return source.apply(key);
      }

      @Override
      public java.util.Map<Object, String> loadAll(Iterable<?> keys) {
        java.util.Set<Object> asked = new java.util.LinkedHashSet<>();
        keys.forEach(asked::add);
        return bulk.apply(asked);
      }
    });
    return this;
  }

  /** Lets time pass by itself. */
  EngineFixture realTime(Executor background) {
    time = NanoClock.system();
    executor = background;
    return this;
  }

  EngineFixture alarm(Alarm newAlarm) {
    alarm = newAlarm;
    return this;
  }

  /** Lets the windows close that are open. */
  void ring() {
    for (Runnable task = alarms.poll(); task != null; task = alarms.poll()) {
      task.run();
    }
  }

  synchronized LocalEngine<Object, String> engine() {
    if (engine == null) {
      events = new EventDispatcher<>(
          "c",
          () -> StubCache.named("c"),
          key -> key,
          stored -> (String) stored,
          Duration.ofSeconds(5),
          executor);
      engine = new LocalEngine<>(new LocalEngineParts<>(
          versions == null
              ? traits(policy, bound, time, resilience)
              : traits(policy, bound, time, resilience).versionedBy(versions),
          bound,
          new SourceOfTruth<>(reader, writer),
          events,
          new KeyWaits(),
          new LoadPermits("c", Integer.MAX_VALUE, Duration.ofSeconds(5)),
          Duration.ofSeconds(5),
          executor,
          evictions::incrementAndGet,
          resilience,
          alarm));
    }
    return engine;
  }

  /** Registers the listener, as a synchronous one that wants old values. */
  EngineFixture listening() {
    engine();
    events.register(registration(), listener, null);
    if (events.hasListenerFor(EventType.EXPIRED)) {
      engine.listenersChanged();
    }
    return this;
  }

  EngineFixture deaf() {
    events.deregister(registration());
    return this;
  }

  private CacheEntryListenerConfiguration<Object, String> registration() {
    return listener.registration(true, true);
  }

  Outcome<Boolean> put(Object key, String value) {
    return engine().execute(key, Put.of(value, Put.Kind.PUT), outcome -> {});
  }

  Outcome<Boolean> put(Object key, String value, Duration timeToLive) {
    return engine()
        .execute(key, new Put<>(value, Put.Kind.PUT, timeToLive.toNanos()), outcome -> {});
  }

  Outcome<Boolean> remove(Object key) {
    return engine().execute(key, Remove.any(Remove.Kind.ANY), outcome -> {});
  }

  <T> Outcome<T> invoke(Object key, EntryProcessor<Object, String, T> processor) {
    return engine().execute(key, new Invoke<>(processor, List.of()), outcome -> {});
  }

  String get(Object key) {
    return (String) engine().read(key);
  }
}
