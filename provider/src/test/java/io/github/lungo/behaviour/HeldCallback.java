// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfigurationBuilder;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.processor.EntryProcessor;

/** The callbacks that a test holds while they work on one key, and the calls that lead to them. */
@SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"
}) // the functions have no state
enum HeldCallback {
  LOADER_OF_GET(HeldCallback::loader, (cache, gate) -> cache.get(HeldObjects.HELD)),
  LOADER_OF_GET_WITH_FUNCTION(
      (builder, gate) -> {},
      (cache, gate) -> cache.get(HeldObjects.HELD, key -> {
        gate.pass();
        return "loaded";
      })),
  LOADER_OF_GET_ASYNC(HeldCallback::loader, (cache, gate) -> cache.getAsync(HeldObjects.HELD)),
  LOADER_OF_GET_ALL(
      HeldCallback::loader,
      (cache, gate) -> cache.getAll(Set.of(HeldObjects.HELD, HeldObjects.ALSO_HELD))),
  LOADER_OF_LOAD_ALL(
      HeldCallback::loader,
      (cache, gate) -> cache.loadAll(Set.of(HeldObjects.HELD, HeldObjects.ALSO_HELD), true, null)),
  LOADER_OF_INVOKE(
      HeldCallback::loader,
      (cache, gate) -> cache.invoke(HeldObjects.HELD, (entry, arguments) -> entry.getValue())),
  WRITER_OF_PUT(HeldCallback::writer, (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  WRITER_OF_REMOVE(HeldCallback::writer, (cache, gate) -> cache.remove(HeldObjects.HELD)),
  WRITER_OF_PUT_ALL(
      HeldCallback::writer,
      (cache, gate) -> cache.putAll(Map.of(HeldObjects.HELD, "new", HeldObjects.ALSO_HELD, "new"))),
  WRITER_OF_REMOVE_ALL(
      HeldCallback::writer,
      (cache, gate) -> cache.removeAll(Set.of(HeldObjects.HELD, HeldObjects.ALSO_HELD))),
  PROCESSOR_OF_INVOKE(
      (builder, gate) -> {}, (cache, gate) -> cache.invoke(HeldObjects.HELD, processor(gate))),
  PROCESSOR_OF_INVOKE_ALL(
      (builder, gate) -> {},
      (cache, gate) -> cache.invokeAll(Set.of(HeldObjects.HELD), processor(gate))),
  SYNCHRONOUS_LISTENER(
      (builder, gate) -> listener(builder, gate, true),
      (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  ASYNCHRONOUS_LISTENER(
      (builder, gate) -> listener(builder, gate, false),
      (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  FILTER_OF_SYNCHRONOUS_LISTENER(
      (builder, gate) -> filter(builder, gate, true),
      (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  FILTER_OF_ASYNCHRONOUS_LISTENER(
      (builder, gate) -> filter(builder, gate, false),
      (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  POLICY_AT_CREATION(HeldCallback::policy, (cache, gate) -> cache.put(HeldObjects.HELD, "new")),
  POLICY_AT_UPDATE(
      HeldCallback::policy, (cache, gate) -> cache.replace(HeldObjects.PRESENT, "new")),
  POLICY_AT_ACCESS(HeldCallback::policy, (cache, gate) -> cache.get(HeldObjects.PRESENT)),
  POLICY_AT_MISMATCH(
      HeldCallback::policy, (cache, gate) -> cache.replace(HeldObjects.PRESENT, "other", "new")),
  WEIGHER(HeldCallback::weigher, (cache, gate) -> cache.put(HeldObjects.HELD, "new"));

  private final BiConsumer<LungoConfigurationBuilder<Key, String>, Gate> setting;
  private final BiConsumer<LungoCache<Key, String>, Gate> call;

  HeldCallback(
      BiConsumer<LungoConfigurationBuilder<Key, String>, Gate> setting,
      BiConsumer<LungoCache<Key, String>, Gate> call) {
    this.setting = setting;
    this.call = call;
  }

  /** Puts the callback into the configuration of a cache. */
  void configure(LungoConfigurationBuilder<Key, String> builder, Gate gate) {
    setting.accept(builder, gate);
  }

  /** Makes the call that gets held; it may return before if it is asynchronous. */
  void call(LungoCache<Key, String> cache, Gate gate) {
    call.accept(cache, gate);
  }

  private static void loader(LungoConfigurationBuilder<Key, String> builder, Gate gate) {
    builder.readThrough(always(new HeldObjects.Loader(gate)));
  }

  private static void writer(LungoConfigurationBuilder<Key, String> builder, Gate gate) {
    builder.writeThrough(always(new HeldObjects.Writer(gate)));
  }

  private static void policy(LungoConfigurationBuilder<Key, String> builder, Gate gate) {
    builder.expiry(always(new HeldObjects.Policy(gate)));
  }

  private static void weigher(LungoConfigurationBuilder<Key, String> builder, Gate gate) {
    builder.unbounded().maximumWeight(1_000_000).weigher((key, value) -> {
      HeldObjects.hold(gate, key);
      return 1;
    });
  }

  private static EntryProcessor<Key, String, String> processor(Gate gate) {
    return (entry, arguments) -> {
      gate.pass();
      entry.setValue("processed");
      return "done";
    };
  }

  private static void listener(
      LungoConfigurationBuilder<Key, String> builder, Gate gate, boolean isSynchronous) {
    CacheEntryCreatedListener<Key, String> listener =
        events -> events.forEach(event -> HeldObjects.hold(gate, event.getKey()));
    builder.listener(
        new MutableCacheEntryListenerConfiguration<>(always(listener), null, false, isSynchronous));
  }

  private static void filter(
      LungoConfigurationBuilder<Key, String> builder, Gate gate, boolean isSynchronous) {
    CacheEntryCreatedListener<Key, String> listener = events -> {};
    CacheEntryEventFilter<Key, String> filter = event -> {
      HeldObjects.hold(gate, event.getKey());
      return true;
    };
    builder.listener(new MutableCacheEntryListenerConfiguration<>(
        always(listener), always(filter), false, isSynchronous));
  }
}
