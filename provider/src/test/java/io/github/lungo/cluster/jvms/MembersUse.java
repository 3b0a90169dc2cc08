// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.testing.RecordingListener;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.cache.Cache;

/** Makes members in this JVM, uses and closes them. For class loaders of their own. */
public final class MembersUse implements Runnable {
  private static final int MEMBERS = 3;
  private static final int KEYS = 500;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ClusterPlace place;

  /** Takes where to meet. */
  public MembersUse(String name, int port) {
    this.place = new ClusterPlace(name, port);
  }

  @Override
  public void run() {
    List<RunningMember> members = IntStream.range(0, MEMBERS)
        .mapToObj(number -> RunningMember.join(place, "m" + number, Long.class))
        .toList();
    for (String cache : RunningMember.CACHES) {
      Waiting.until(
          LIMIT,
          () -> members.stream()
              .map(member -> member.standing(cache))
              .allMatch(one -> one.isRedundant() && one.members() == MEMBERS),
          () -> members.stream().map(member -> member.standing(cache)).toList().toString());
    }
    members.forEach(member -> member.caches(Long.class).forEach(MembersUse::use));
    members.stream()
        .map(member -> member.invalidated(Long.class))
        .toList()
        .forEach(MembersUse::use);
    members.forEach(RunningMember::close);
  }

  private static void use(Cache<String, Long> cache) {
    cache.registerCacheEntryListener(
        new RecordingListener<String, Long>().registration(true, true));
    for (int number = 0; number < KEYS; number++) {
      cache.put("key" + number, (long) number);
      if (cache.get("key" + number) != number) {
        throw new AssertionError(cache.getName() + " has lost key" + number);
      }
    }
  }
}
