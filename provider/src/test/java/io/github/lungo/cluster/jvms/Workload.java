// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.cluster.history.CacheClient;
import io.github.lungo.cluster.history.Call;
import io.github.lungo.cluster.history.Client;
import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.history.Recorder;
import io.github.lungo.testing.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.Cache;

/** The clients of one member, whose histories go to files. Thread-safe. */
final class Workload implements AutoCloseable {
  static final String READER = "reader";
  private static final int CLIENTS_OF_EACH_CACHE = 3;

  private final MemberName name;
  private final Path directory;
  private final List<Recorder> recorders = new ArrayList<>();
  private final List<Cache<String, Long>> caches;
  private final List<Future<?>> clients = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private volatile int round;
  private volatile boolean isOver;

  /** Creates clients that do nothing before they are started. */
  Workload(MemberName name, Path directory, List<Cache<String, Long>> caches) {
    this.name = name;
    this.directory = directory;
    this.caches = List.copyOf(caches);
    for (Cache<String, Long> cache : caches) {
      recorders.add(
          Recorder.writingTo(name.historyOf(cache.getName(), directory), System::nanoTime));
    }
  }

  /** Starts the clients. */
  void start(int firstRound, long seed) {
    round = firstRound;
    SplittableRandom seeds = new SplittableRandom(seed + name.life());
    for (int cache = 0; cache < caches.size(); cache++) {
      for (int i = 0; i < CLIENTS_OF_EACH_CACHE; i++) {
        SplittableRandom random = seeds.split();
        CacheClient client = client(cache, "c" + i);
        ClientHabits habits = new ClientHabits(name.firstValue(i), random);
        clients.add(Threads.start(() -> work(client, habits)));
      }
    }
  }

  private CacheClient client(int cache, String client) {
    return new CacheClient(
        caches.get(cache), new Client(name.toString(), client), recorders.get(cache), failure -> {
          note(caches.get(cache).getName() + " " + client + ": " + failure);
          return false;
        });
  }

  private synchronized void note(String failure) {
    try {
      Files.writeString(
          name.failures(directory),
          failure + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void work(CacheClient client, ClientHabits habits) {
    while (!isOver) {
      ClientHabits.Wish wish = habits.next(round);
      habits.heard(client.call(wish.key(), wish.call()));
      answered.incrementAndGet();
      habits.rest();
    }
  }

  /** Has the clients use the keys of another round. */
  void turnTo(int newRound) {
    round = newRound;
  }

  /** Returns how many calls have ended. */
  long answered() {
    return answered.get();
  }

  /** Lets each client end its call, and no other follow. */
  void stop() throws Exception {
    isOver = true;
    for (Future<?> client : clients) {
      client.get(30, TimeUnit.SECONDS);
    }
  }

  /** Reads keys once in each cache. */
  void read(List<String> keys) {
    for (int cache = 0; cache < caches.size(); cache++) {
      CacheClient reader = client(cache, READER);
      keys.forEach(key -> reader.call(key, Call.of(Kind.GET)));
    }
  }

  @Override
  public void close() {
    recorders.forEach(Recorder::close);
  }
}
