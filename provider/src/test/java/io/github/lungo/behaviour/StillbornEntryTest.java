// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.testing.RecordingListener;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An entry that its policy gives no time at all is written through, and is nothing else. */
final class StillbornEntryTest {
  private final Fixture fixture = new Fixture();
  private final RecordingListener<Object, Object> listener = new RecordingListener<>();
  private final AtomicInteger writes = new AtomicInteger();

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT", "PUT_ALL", "GET_AND_PUT", "INVOKE_SET", "INVOKE_ALL_SET"})
  void put_zeroCreationExpiry_isOnlyWrittenThrough(Call call) throws Exception {
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .statistics(true)
            .expiry(always(new CreatedExpiryPolicy(Duration.ZERO)))
            .writeThrough(always(new ThrowingObjects.CallingWriter(writes::incrementAndGet)))
            .listener(listener.registration(true, true)));

    call.run(cache, "key", "value");

    assertThat(writes).as("written through").hasValue(1);
    assertThat(cache.containsKey("key")).isFalse();
    assertThat(cache).isEmpty();
    assertThat(listener.take()).isEmpty();
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(0L);
    assertThat(Beans.statistic(cache, "CacheRemovals")).isEqualTo(0L);
    assertThat(Beans.statistic(cache, "CacheEvictions")).isEqualTo(0L);
  }
}
