// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Clients that read and write at random members of a {@link Play}. Confined to one thread. */
final class Clients {
  private final Play play;
  private final Habits habits;
  private int idle;
  private int running;
  private boolean isOver;

  /**
   * What clients do.
   *
   * @param keys how many keys they use
   * @param writing which share of the calls are writes
   * @param pause how long they rest at most
   */
  record Habits(int keys, double writing, Duration pause) {}

  /** Creates clients that do nothing yet. */
  Clients(Play play, Habits habits) {
    this.play = play;
    this.habits = habits;
    for (int i = 0; i < habits.keys(); i++) {
      String key = "k" + i;
      play.freshness.write(key, play.source.change(key)).acknowledge();
    }
  }

  void start(int number) {
    running = number;
    for (int i = 0; i < number; i++) {
      next();
    }
  }

  /** Lets the calls end that are under way. */
  void stop() {
    isOver = true;
  }

  /** Returns whether no call is under way any more. */
  boolean areIdle() {
    return idle == running;
  }

  private void next() {
    List<Play.Owner> awake = play.awake();
    if (isOver || awake.isEmpty()) {
      idle++;
      return;
    }
    Play.Owner owner = awake.get(play.random.nextInt(awake.size()));
    String key = "k" + play.random.nextInt(habits.keys());
    if (play.random.nextDouble() >= habits.writing()) {
      watch(owner, play.read(owner, key), () -> {});
      return;
    }
    Freshness.Write write = play.freshness.write(key, play.source.change(key));
    CompletableFuture<Void> told = write(owner, key, write);
    var unused = told.thenRun(write::acknowledge);
    watch(owner, told, write::end);
  }

  private CompletableFuture<Void> write(Play.Owner owner, String key, Freshness.Write write) {
    long value = write.value();
    return switch (play.random.nextInt(8)) {
      case 0, 1 -> owner.remove(key);
      case 2, 3 -> owner.put(key, value);
      case 4 -> {
        boolean isThere = owner.local().contains(key);
        CompletableFuture<Void> replaced = owner.execute(key, new Replace<>(null, value));
        yield isThere ? replaced : owner.remove(key);
      }
      case 5 ->
        owner.execute(
            key,
            Invoke.of(
                (entry, arguments) -> {
                  entry.setValue((Long) arguments[0]);
                  return null;
                },
                value));
      case 6 -> {
        Map<String, Put<String, Long>> puts = new LinkedHashMap<>();
        puts.put(key, Put.of(value, Put.Kind.PUT));
        yield owner.cache().executeAll(puts).told().done();
      }
      default -> {
        if (play.random.nextBoolean()) {
          Version limit = owner.cache().nextVersion();
          yield owner
              .cache()
              .invalidateOthers(Set.of(key), limit)
              .done()
              .thenCompose(dropped -> owner.cache().load(Set.of(key), limit).get(key))
              .thenAccept(loaded -> {});
        }
        write.ofAllKeys();
        yield owner.cache().clear().done();
      }
    };
  }

  /** A client whose member is gone goes on at another one. */
  private void watch(Play.Owner owner, CompletableFuture<?> call, Runnable abandon) {
    boolean[] isEnded = new boolean[1];
    var unused = call.whenComplete((value, failure) -> {
      if (!isEnded[0]) {
        isEnded[0] = true;
        nextLater();
      }
    });
    lookAfter(owner, isEnded, abandon);
  }

  private void lookAfter(Play.Owner owner, boolean[] isEnded, Runnable abandon) {
    play.later(Duration.ofSeconds(1), () -> {
      if (isEnded[0]) {
        return;
      }
      if (owner.node().isEnded()) {
        isEnded[0] = true;
        abandon.run();
        next();
      } else {
        lookAfter(owner, isEnded, abandon);
      }
    });
  }

  private void nextLater() {
    play.later(
        Duration.ofNanos((long) (play.random.nextDouble() * habits.pause().toNanos())), this::next);
  }
}
