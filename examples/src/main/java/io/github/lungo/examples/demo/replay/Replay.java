// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.UnicodeData;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;

/** One replay of the text against a cache in front of the table. Confined to one thread, which starts the workers. */
public final class Replay {
  private static final Duration TICK = Duration.ofMillis(200);

  private final CharacterTable table;
  private final ReplayText text;
  private final List<ReplayWorker> workers;
  private final SizeSampler sizes;
  private final long start = System.nanoTime();
  private final long queriesBefore;

  private Replay(
      CharacterTable table, ReplayText text, List<ReplayWorker> workers, SizeSampler sizes) {
    this.table = table;
    this.text = text;
    this.workers = workers;
    this.sizes = sizes;
    this.queriesBefore = table.queries();
  }

  /** Prepares a replay by so many threads that ends with the text or after the limit, whichever comes first. */
  public static Replay of(
      Cache<Integer, CharacterRow> cache,
      CharacterTable table,
      UnicodeData truth,
      int threads,
      Duration limit) {
    ReplayText text = ReplayText.ofThisJdk(limit);
    // Fair: the sampler waits for the lines being read, not for all of them.
    ReadWriteLock gate = new ReentrantReadWriteLock(true);
    List<ReplayWorker> workers = Stream.generate(
            () -> new ReplayWorker(cache, truth, text, gate.readLock()))
        .limit(threads)
        .toList();
    return new Replay(table, text, workers, new SizeSampler(cache, gate.writeLock()));
  }

  /** Runs the replay and shows where it stands five times a second, and once more at its end. */
  public ReplayResult run(Consumer<ReplaySnapshot> shown) throws InterruptedException {
    workers.forEach(Thread::start);
    while (isRunning()) {
      sizes.sample();
      shown.accept(snapshot());
    }
    sizes.sample();
    ReplaySnapshot end = snapshot();
    shown.accept(end);
    return new ReplayResult(end, touched(), sizes.largest(), sizes.samples());
  }

  /** Waits up to one tick for the workers and returns whether one of them is still reading. */
  private boolean isRunning() throws InterruptedException {
    long tickEnd = System.nanoTime() + TICK.toNanos();
    for (ReplayWorker worker : workers) {
      worker.join(Math.max(1, (tickEnd - System.nanoTime()) / 1_000_000));
    }
    return workers.stream().anyMatch(Thread::isAlive);
  }

  private ReplaySnapshot snapshot() {
    return new ReplaySnapshot(
        Duration.ofNanos(System.nanoTime() - start),
        text.share(),
        tallies().mapToLong(Tally::reads).sum(),
        tallies().mapToLong(Tally::ownLoads).sum(),
        table.queries() - queriesBefore,
        tallies().mapToLong(Tally::wrong).sum(),
        sizes.latest(),
        LatencyHistogram.summary(tallies().map(Tally::hits).toList()),
        LatencyHistogram.summary(tallies().map(Tally::misses).toList()));
  }

  private Stream<Tally> tallies() {
    return workers.stream().map(ReplayWorker::tally);
  }

  private int touched() {
    BitSet all = new BitSet();
    tallies().map(Tally::touched).forEach(all::or);
    return all.cardinality();
  }
}
