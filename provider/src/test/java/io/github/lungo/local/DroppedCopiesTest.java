// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;

/** That another member's write removes a copy, whatever is going on here, and waits for nothing. */
final class DroppedCopiesTest {
  private final HybridClock clock = new HybridClock(() -> 1_000, 1);
  private final EngineFixture fixture = new EngineFixture().versions(EntryVersions.by(clock));

  private static Predicate<CachedValue> olderThan(Version limit) {
    return copy -> limit.isNewerThan(((VersionedValue) copy).version());
  }

  @Test
  void drop_removesWhatIsOlderAlone() {
    Version before = clock.next();
    var unused = fixture.put("k", "a");

    assertThat(fixture.engine().drop("k", olderThan(before))).isNotNull();
    assertThat(fixture.get("k")).isEqualTo("a");
    assertThat(fixture.engine().drop("k", olderThan(clock.next()))).isNull();
    assertThat(fixture.get("k")).isNull();
  }

  @Test
  void drop_loadedCopy_isOlderThanAnyWrite() {
    Version before = clock.next();
    assertThat(fixture.engine().load("k", key -> "loaded")).isEqualTo("loaded");

    assertThat(fixture.engine().drop("k", olderThan(before))).isNull();
  }

  @Test
  void drop_tellsNoListener() {
    fixture.listening();
    var unused = fixture.put("k", "a");
    assertThat(fixture.listener.take()).hasSize(1);

    assertThat(fixture.engine().drop("k", copy -> true)).isNull();

    assertThat(fixture.listener.take()).isEmpty();
  }

  /** The value has its version when the writer is called, and is not stored yet. */
  @Test
  void dropWhileAStepIsAtItsWriter_stepStoresNothingOlder() {
    fixture.writer(new CallingWriter(() -> fixture.engine().drop("k", olderThan(clock.next()))));

    var unused = fixture.put("k", "a");

    assertThat(fixture.get("k")).isNull();
  }

  @Test
  void dropOfOlderWhileAStepIsAtItsWriter_stepStores() {
    Version before = clock.next();
    fixture.writer(new CallingWriter(() -> fixture.engine().drop("k", olderThan(before))));

    var unused = fixture.put("k", "a");

    assertThat(fixture.get("k")).isEqualTo("a");
  }

  @Test
  void dropWhileAStepHoldsTheKey_doesNotWait() {
    CompletableFuture<Void> dropped = new CompletableFuture<>();
    fixture.writer(new CallingWriter(() -> CompletableFuture.runAsync(() -> {
          fixture.engine().fenceLoad("k");
          var unused = fixture.engine().drop("k", copy -> true);
          dropped.complete(null);
        })
        .orTimeout(10, TimeUnit.SECONDS)
        .join()));

    var unused = fixture.put("k", "a");

    assertThat(dropped).succeedsWithin(Duration.ofSeconds(10));
    assertThat(fixture.get("k")).isNull();
  }

  @Test
  void dropInOneStep_doesNotConcernTheNext() {
    boolean[] isFirst = {true};
    fixture.writer(new CallingWriter(() -> {
      if (isFirst[0]) {
        isFirst[0] = false;
        var unused = fixture.engine().drop("k", copy -> true);
      }
    }));

    var first = fixture.put("k", "a");
    var second = fixture.put("k", "b");

    assertThat(first.result()).isTrue();
    assertThat(second.result()).isTrue();
    assertThat(fixture.get("k")).isEqualTo("b");
  }

  /** A writer that does something while the step waits for it. */
  private record CallingWriter(Runnable meanwhile) implements CacheWriter<Object, String> {

    @Override
    public void write(Cache.Entry<?, ? extends String> entry) {
      meanwhile.run();
    }

    @Override
    public void writeAll(Collection<Cache.Entry<?, ? extends String>> entries) {
      meanwhile.run();
    }

    @Override
    public void delete(Object key) {
      meanwhile.run();
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      meanwhile.run();
    }
  }
}
