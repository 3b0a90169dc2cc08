// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import io.github.lungo.LungoCache;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;

/** The calls that lead to callbacks, on a key that is there before or is not. */
@SuppressWarnings("ImmutableEnumChecker") // the actions have no state
enum Operation {
  GET("`get`", false, world -> world.cache().get(world.key())),
  GET_PRESENT("`get` of a present key", true, world -> world.cache().get(world.key())),
  GET_WITH_LOADER("`get`", false, world -> world.cache().get(world.key(), Operation.loader(world))),
  GET_ASYNC("`getAsync`", false, world -> await(world.cache().getAsync(world.key()))),
  GET_ALL("`getAll`", false, world -> world.cache().getAll(Set.of(world.key(), world.companion()))),
  LOAD_ALL("`loadAll`", false, world -> loadAll(world, false)),
  LOAD_ALL_AGAIN("`loadAll` that replaces", true, world -> loadAll(world, true)),
  PUT("`put`", false, world -> {
    world.cache().put(world.key(), world.value("new"));
    return null;
  }),
  PUT_PRESENT("`put` of a present key", true, world -> {
    world.cache().put(world.key(), world.value("new"));
    return null;
  }),
  PUT_ALL("`putAll`", false, world -> {
    Map<Key, Value> map = new LinkedHashMap<>();
    map.put(world.companion(), world.value("new"));
    map.put(world.key(), world.value("new"));
    world.cache().putAll(map);
    return null;
  }),
  REMOVE("`remove`", true, world -> world.cache().remove(world.key())),
  REMOVE_ALL("`removeAll`", true, world -> {
    world.cache().removeAll(Set.of(world.key()));
    return null;
  }),
  REMOVE_EQUAL(
      "`remove(key, value)`", true, world -> world.cache().remove(world.key(), world.value("old"))),
  REPLACE_EQUAL(
      "`replace(key, old, new)`",
      true,
      world -> world.cache().replace(world.key(), world.value("old"), world.value("new"))),
  INVOKE("`invoke`", true, world -> world.cache().invoke(world.key(), setter(world))),
  INVOKE_ALL(
      "`invokeAll`",
      true,
      world -> results(world.cache().invokeAll(Set.of(world.key()), setter(world)))),
  INVOKE_READ(
      "`invoke` that reads through",
      false,
      world -> world.cache().<Object>invoke(world.key(), (entry, arguments) -> entry.getValue())),
  EXPIRE("`get` of an expired key", false, world -> world.cache().get(world.key())) {
    @Override
    void prepare(World world) {
      world.cache().put(world.key(), world.value("old"), Duration.ofNanos(1));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  },
  ITERATE("iteration", true, world -> {
    world.cache().forEach(entry -> {});
    return null;
  }),
  REGISTER("`registerCacheEntryListener`", true, world -> {
    world.cache().registerCacheEntryListener(TrappedObjects.listener(world.trap()));
    return null;
  }),
  CREATE_CACHE("`createCache`", false, World::createCache) {
    @Override
    boolean needsCache() {
      return false;
    }
  },
  CLOSE("`close`", true, world -> {
    world.cache().close();
    return null;
  }),
  DESTROY("`destroyCache`", true, world -> {
    world.manager().destroyCache(world.cache().getName());
    return null;
  });

  private final String text;
  private final boolean isPresentBefore;
  private final Action action;

  /** The call; its result is what the caller gets. */
  interface Action {
    Object run(World world) throws Exception;
  }

  Operation(String text, boolean isPresentBefore, Action action) {
    this.text = text;
    this.isPresentBefore = isPresentBefore;
    this.action = action;
  }

  String text() {
    return text;
  }

  boolean isPresentBefore() {
    return isPresentBefore;
  }

  boolean needsCache() {
    return true;
  }

  void prepare(World world) {
    if (isPresentBefore) {
      world.cache().put(world.key(), world.value("old"));
    }
  }

  Object run(World world) throws Exception {
    return action.run(world);
  }

  @SuppressWarnings("unchecked") // what it returns may have a wrong type
  private static Function<Key, Value> loader(World world) {
    Function<Key, ?> loader = key -> world
        .trap()
        .<Object>pass(Callback.CALL_LOADER, key.isHostile(), () -> world.value("loaded"));
    return (Function<Key, Value>) loader;
  }

  @SuppressWarnings("unchecked") // what it sets may have a wrong type
  private static EntryProcessor<Key, Value, String> setter(World world) {
    EntryProcessor<Key, Object, String> setter = (entry, arguments) -> {
      entry.setValue(world.value("set, and then not meant"));
      entry.setValue(world.trap().<Object>pass(Callback.PROCESSOR, true, () -> world.value("new")));
      return "answer";
    };
    return (EntryProcessor<Key, Value, String>) (EntryProcessor<Key, ?, String>) setter;
  }

  private static Object results(Map<Key, EntryProcessorResult<String>> results) {
    return results.values().stream().map(EntryProcessorResult::get).toList();
  }

  private static Object loadAll(World world, boolean isReplacing) {
    LungoCache<Key, Value> cache = world.cache();
    CompletableFuture<Object> end = new CompletableFuture<>();
    cache.loadAll(
        Set.of(world.key(), world.companion()), isReplacing, new Completion(world.trap(), end));
    return await(end);
  }

  private record Completion(Trap trap, CompletableFuture<Object> end)
      implements CompletionListener {
    @Override
    public void onCompletion() {
      end.complete("loaded");
      trap.pass(Callback.COMPLETION_LISTENER, true, () -> "told");
    }

    @Override
    public void onException(Exception failure) {
      end.completeExceptionally(failure);
    }
  }

  /** Returns the result of a future; a failure as the caller of a synchronous method would see it. */
  private static Object await(CompletableFuture<?> future) {
    try {
      return future.orTimeout(15, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }
}
