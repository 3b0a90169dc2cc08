// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.testing.ScriptedPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.expiry.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operation asks the expiry policy once for each entry that it concerns, whatever it does to it. */
final class PolicyCallsTest {

  @SuppressWarnings({"ImmutableEnumChecker", "FutureReturnValueIgnored"}) // without state
  private enum Operation {
    CREATE(List.of("creation"), cache -> cache.put("new", "value")),
    CREATE_ALL(
        List.of("creation", "creation"), cache -> cache.putAll(Map.of("new", "v", "newer", "v"))),
    CREATE_IF_ABSENT(List.of("creation"), cache -> cache.putIfAbsent("new", "value")),
    LOAD(List.of("creation"), cache -> cache.get("new", key -> "loaded")),
    LOAD_WHILE_ANOTHER_CREATES(
        List.of("creation"),
        cache -> cache.get("new", key -> {
          cache.put(key, "put");
          return "loaded";
        })),
    CREATE_BY_PROCESSOR(List.of("creation"), cache -> process(cache, "new")),
    UPDATE(List.of("update"), cache -> cache.put("a", "value")),
    UPDATE_ALL(List.of("update", "update"), cache -> cache.putAll(Map.of("a", "v", "b", "v"))),
    REPLACE_EQUAL(List.of("update"), cache -> cache.replace("a", "value", "new")),
    UPDATE_BY_PROCESSOR(List.of("update"), cache -> process(cache, "a")),
    GET(List.of("access"), cache -> cache.get("a")),
    GET_ASYNC(List.of("access"), cache -> cache.getAsync("a")),
    GET_ALL(List.of("access", "access"), cache -> cache.getAll(Set.of("a", "b"))),
    ITERATE(List.of("access", "access"), cache -> cache.forEach(entry -> entry.getValue())),
    READ_BY_PROCESSOR(
        List.of("access"),
        cache ->
            cache.invoke("a", (entry, arguments) -> List.of(entry.getValue(), entry.getValue()))),
    MISMATCH(List.of("access"), cache -> cache.replace("a", "other", "new")),
    REMOVE(List.of(), cache -> cache.remove("a"));

    private final List<String> calls;
    private final Consumer<LungoCache<Object, Object>> action;

    Operation(List<String> calls, Consumer<LungoCache<Object, Object>> action) {
      this.calls = calls;
      this.action = action;
    }

    /** Does to an entry all that can be done. */
    private static void process(LungoCache<Object, Object> cache, Object key) {
      cache.invoke(key, (entry, arguments) -> {
        entry.setValue("first");
        entry.remove();
        entry.setValue("second");
        return entry.getValue();
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void operation_asksThePolicyOnceForEachEntry(Operation operation) {
    ScriptedPolicy policy =
        new ScriptedPolicy().creation(() -> Duration.ONE_HOUR).update(() -> Duration.ONE_HOUR);
    try (Fixture fixture = new Fixture()) {
      LungoCache<Object, Object> cache = fixture.cache(
          LungoConfiguration.builder(Object.class, Object.class).expiry(always(policy)));
      cache.put("a", "value");
      cache.put("b", "value");
      policy.takeCalls();

      operation.action.accept(cache);

      assertThat(policy.takeCalls()).isEqualTo(operation.calls);
    }
  }
}
