// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.testing.ScriptedPolicy;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;

/** What happens to a put without the key's lock when something comes at the very moment at which it stores. */
final class QuietPutTest {
  private static final javax.cache.expiry.Duration MINUTE =
      new javax.cache.expiry.Duration(TimeUnit.MINUTES, 1);

  private final EngineFixture fixture = new EngineFixture();

  /** Keys that are all equal; the first hash of one runs a task. */
  private static final class Key {
    private Runnable whenHashed;

    Key(Runnable whenHashed) {
      this.whenHashed = whenHashed;
    }

    @Override
    public int hashCode() {
      Runnable task = whenHashed;
      whenHashed = () -> {};
      task.run();
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key;
    }
  }

  private String get(Object key) {
    return (String) fixture.engine().read(key);
  }

  @Test
  void put_nobodyElseInvolved_stores() {
    assertThat(fixture.engine().putQuietly("k", "v")).isTrue();

    assertThat(get("k")).isEqualTo("v");
  }

  @Test
  void put_somebodyElseInvolved_isLeftToAStep() {
    CreatedExpiryPolicy keepsDeadlines = new CreatedExpiryPolicy(MINUTE);
    Bound byWeight = new Bound(OptionalLong.empty(), OptionalLong.of(100));

    for (EngineFixture other : List.of(
        new EngineFixture().listening(),
        new EngineFixture().policy(keepsDeadlines),
        new EngineFixture().policy(new ScriptedPolicy()),
        new EngineFixture().bound(byWeight),
        new EngineFixture().resilience(settings -> settings.staleIfError(Duration.ofMinutes(1))))) {
      assertThat(other.engine().putQuietly("k", "v")).isFalse();
      assertThat(other.engine().read("k")).isNull();
    }
  }

  @Test
  void put_underAPolicyThatForgets_livesAsLongAsACreation() {
    fixture.policy(new ModifiedExpiryPolicy(MINUTE));
    assertThat(fixture.engine().putQuietly("k", "v")).isTrue();

    fixture.clock.advance(Duration.ofSeconds(59));
    assertThat(get("k")).isEqualTo("v");
    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(get("k")).isNull();
  }

  @Test
  void put_listenerComesMeanwhile_isHeard() {
    fixture.engine();

    fixture.engine().putQuietly(new Key(fixture::listening), "v");

    assertThat(fixture.listener.take()).hasSize(1);
  }

  @Test
  void put_lifeIsGrantedToTheEntryMeanwhile_keepsIt() {
    Put<Object, String> withLife =
        new Put<>("first", Put.Kind.PUT, Duration.ofMinutes(1).toNanos());
    Key plain = new Key(() -> {});
    Key late = new Key(() -> fixture.engine().execute(plain, withLife, outcome -> {}));

    assertThat(fixture.engine().putQuietly(late, "second")).isTrue();
    assertThat(get(plain)).isEqualTo("second");
    fixture.clock.advance(Duration.ofMinutes(1));

    assertThat(get(plain)).isNull();
  }

  @Test
  void put_byAProcessorOfTheKey_isRefused() {
    assertThatExceptionOfType(EntryProcessorException.class)
        .isThrownBy(() -> fixture
            .engine()
            .execute(
                "k",
                new Invoke<>(
                    (entry, arguments) -> fixture.engine().putQuietly("k", "v")
                        ? "stored"
                        : fixture
                            .engine()
                            .execute("k", Put.of("v", Put.Kind.PUT), done -> {})
                            .result(),
                    List.of()),
                done -> {}))
        .withCauseInstanceOf(CacheException.class);
    assertThat(get("k")).isNull();
  }
}
