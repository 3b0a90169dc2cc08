// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;

final class RecentEventsTest {
  private static final int KEYS = 10;

  private final RecentEvents<String> recent = new RecentEvents<>(KEYS);
  private final List<String> heard = new ArrayList<>();

  private CompletableFuture<Void> tell(
      String key, long version, EventType type, CompletableFuture<Void> end) {
    return recent.once(new EntryChange<>(type, key, 1L, null), new Version(version, 0), () -> {
      heard.add(key + version + type);
      return end;
    });
  }

  private CompletableFuture<Void> tell(String key, long version, EventType type) {
    return tell(key, version, type, CompletableFuture.completedFuture(null));
  }

  private void hear(String key, long version, EventType type) {
    var unused = tell(key, version, type);
  }

  @Test
  void once_toldAgainWhileItIsBeingHeard_waitsForThat() {
    CompletableFuture<Void> end = new CompletableFuture<>();

    CompletableFuture<Void> first = tell("k", 1, EventType.CREATED, end);
    hear("k", 2, EventType.UPDATED);
    CompletableFuture<Void> again = tell("k", 1, EventType.CREATED);

    assertThat(heard).containsExactly("k1CREATED", "k2UPDATED");
    assertThat(again).isSameAs(first).isNotDone();
    end.complete(null);
    assertThat(again).isCompleted();
  }

  @Test
  void once_listenerHadFailed_failsAgainWithoutBeingHeard() {
    CompletableFuture<Void> failed =
        CompletableFuture.failedFuture(new IllegalStateException("no"));
    var unused = tell("k", 1, EventType.CREATED, failed);

    CompletableFuture<Void> again = tell("k", 1, EventType.CREATED);

    assertThat(again).isCompletedExceptionally();
    assertThat(heard).containsExactly("k1CREATED");
    hear("k", 2, EventType.UPDATED);
    assertThat(tell("k", 1, EventType.CREATED)).isCompleted(); // nobody asks for that any more
  }

  @Test
  void once_newerEventWasHeard_isTooLate() {
    hear("k", 2, EventType.UPDATED);

    CompletableFuture<Void> late = tell("k", 1, EventType.CREATED);
    hear("k", 2, EventType.EXPIRED);

    assertThat(late).isCompleted();
    assertThat(heard).containsExactly("k2UPDATED", "k2EXPIRED");
  }

  @Test
  void once_manyKeys_remembersTheLastOnes() {
    for (int i = 0; i <= KEYS; i++) {
      hear("k" + i, 1, EventType.CREATED);
    }
    heard.clear();

    hear("k" + KEYS, 1, EventType.CREATED);
    hear("k0", 1, EventType.CREATED);

    assertThat(heard).containsExactly("k01CREATED");
    assertThat(recent.size()).isEqualTo(KEYS);
  }
}
