// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** That a JVM which the others took for dead, as it was paused, brings nothing old back when it goes on. */
@Timeout(120)
final class PausedMemberIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int KEYS = 150;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final ClusterPlace place = ClusterPlace.fresh();
  private final List<MemberJvm> jvms = new ArrayList<>();
  private RunningMember own;

  @AfterEach
  void endAll() {
    jvms.forEach(MemberJvm::close);
    if (own != null) {
      own.close();
    }
  }

  @Test
  void resumed_afterOthersHaveWritten_hasWhatTheyWrote() throws Exception {
    own = RunningMember.join(place, "own", String.class);
    start("n1");
    MemberJvm paused = start("n2");
    awaitMembers(3);
    List<Map<String, @Nullable String>> expected = new ArrayList<>();
    for (Cache<String, String> cache : own.caches(String.class)) {
      Map<String, @Nullable String> values = new HashMap<>();
      for (int i = 0; i < KEYS; i++) {
        cache.put("k" + i, "before");
        values.put("k" + i, "before");
      }
      expected.add(values);
    }

    paused.pause();
    try {
      awaitMembers(2);
      for (int c = 0; c < expected.size(); c++) {
        Cache<String, String> cache = own.caches(String.class).get(c);
        for (int i = 0; i < KEYS; i += 3) {
          cache.put("k" + i, "after");
          expected.get(c).put("k" + i, "after");
          cache.remove("k" + (i + 1));
          expected.get(c).put("k" + (i + 1), null);
        }
      }
    } finally {
      paused.resume();
    }

    awaitMembers(3);
    for (int c = 0; c < expected.size(); c++) {
      String name = RunningMember.CACHES.get(c);
      Cache<String, String> cache = own.caches(String.class).get(c);
      expected.get(c).forEach((key, value) -> {
        assertThat(cache.get(key)).as("%s here of %s", key, name).isEqualTo(value);
        assertThat(paused.order("get " + name + " " + key))
            .as("%s there of %s", key, name)
            .isEqualTo(String.valueOf(value));
      });
    }
  }

  private MemberJvm start(String name) throws IOException {
    MemberJvm jvm =
        MemberJvm.start(HoldingProgram.class, place, new MemberName(name, 1), directory);
    jvms.add(jvm);
    jvm.awaitJoin();
    return jvm;
  }

  private void awaitMembers(int members) {
    for (String cache : RunningMember.CACHES) {
      Waiting.until(
          LIMIT,
          () -> own.standing(cache).members() == members && own.standing(cache).isRedundant(),
          () -> own.standing(cache).toString());
    }
  }
}
