// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.testing.RecordingListener;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is each member's own affair in mode INVALIDATION. */
@Timeout(60)
final class NearCopiesIT {
  private final InvalidatedMembers members = InvalidatedMembers.of(2, UnaryOperator.identity());
  private final Cache<String, Long> here = members.cache(0);
  private final Cache<String, Long> there = members.cache(1);

  @AfterEach
  void leave() {
    members.close();
  }

  @Test
  void put_withoutALoader_isNowhereElse() {
    there.put("k", 1L);

    here.put("k", 2L);

    assertThat(here.get("k")).isEqualTo(2);
    assertThat(there.get("k")).isNull();
  }

  @Test
  void conditionalOperations_lookAtTheOwnCopy() {
    here.put("k", 1L);

    assertThat(there.replace("k", 2L)).isFalse();
    assertThat(there.remove("k", 1L)).isFalse();
    assertThat(there.putIfAbsent("k", 3L)).isTrue();

    assertThat(there.get("k")).isEqualTo(3);
    assertThat(here.get("k")).as("of which no copy may stay").isNull();
  }

  @Test
  void iterator_returnsTheOwnCopies() {
    here.put("k", 1L);

    assertThat(here.iterator().hasNext()).isTrue();
    assertThat(there.iterator().hasNext()).isFalse();
  }

  /** A copy that has to go is no event. */
  @Test
  void listeners_hearWhatTheWriterMadeOfItsCopy() {
    RecordingListener<String, Long> near = new RecordingListener<>();
    RecordingListener<String, Long> far = new RecordingListener<>();
    here.registerCacheEntryListener(near.registration(true, true));
    there.registerCacheEntryListener(far.registration(true, true));

    here.put("k", 1L);
    there.put("k", 2L);
    there.put("k", 3L);
    assertThat(here.remove("k")).isFalse();
    there.put("k", 4L);
    there.remove("k");

    String[] heard = {
      "CREATED k=1", "CREATED k=2", "UPDATED k=3 (2)", "CREATED k=4", "REMOVED k=4 (4)"
    };
    assertThat(near.take()).containsExactly(heard);
    assertThat(far.take()).containsExactly(heard);
  }
}
