// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which user code may misbehave has one outcome, and no other key, entry, thread or object pays for it. */
final class HostileCallbackTest {
  private static final Queue<Thread> DIED = new ConcurrentLinkedQueue<>();
  private static Thread.UncaughtExceptionHandler handlerBefore;

  @BeforeAll
  static void watchThreads() {
    handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> DIED.add(thread));
  }

  @AfterAll
  static void stopWatching() {
    Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
  }

  static Stream<Arguments> cases() {
    return Rules.ALL.stream()
        .flatMap(Rule::cases)
        .flatMap(row -> Stream.of(Arguments.of(row, false), Arguments.of(row, true)));
  }

  @ParameterizedTest(name = "{0} (among others: {1})")
  @MethodSource("cases")
  void callback_misbehaves_hasTheOutcomeOfTheTable(Case row, boolean isCrowded) throws Exception {
    try (World world = new World(row, isCrowded)) {
      world.prepare();

      Future<World.Result> other = world.spring();
      Future<World.Result> call = world.call();
      world.trap().awaitSprung();
      if (row.misbehaviour().hangs()) {
        checkMeanwhile(world, row, call);
        world.trap().disarm();
      }
      World.Result result = Watchdog.await(row.toString(), call);
      assertThat(Watchdog.await("the other caller", other).failure()).isNull();
      if (row.callback() == Callback.LOADER && row.misbehaviour().hangsForAnother()) {
        assertThat(world.trap().calls()).as("calls of the loader").isEqualTo(1);
      }
      world.trap().disarm();
      world.trap().awaitDone();

      row.gets().check(world, result);
      row.leaves().check(world);
      world.useOthers();
      world.useKey();
      world.end();
      assertThat(DIED).as("threads that died").noneMatch(world::owns);
    }
  }

  /** Checks, while the callback hangs, that nobody else waits for it, and its key's second caller only where the row says so. */
  private static void checkMeanwhile(World world, Case row, Future<World.Result> call)
      throws Exception {
    if (row.gets() == Gets.TIMEOUT_MEANWHILE) {
      call.get(4, TimeUnit.SECONDS); // less than caches wait that are not told how long
    } else if (row.gets().isMeanwhile()) {
      Watchdog.await(row.toString(), call);
    }
    if (row.misbehaviour().hangsForAnother()) {
      world.awaitWaiting(call);
    }
    world.useOthers();
    assertThat(world.trap().isHeld()).as("held all the time").isTrue();
    if (row.misbehaviour().hangsForAnother()) {
      assertThat(call.isDone()).as("is over meanwhile").isEqualTo(row.gets().isMeanwhile());
    }
  }
}
