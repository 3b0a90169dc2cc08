// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.UnicodeData;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Reads one character after the other from the cache and compares each answer with the JDK's. */
final class ReplayWorker extends Thread {
  private final Cache<Integer, CharacterRow> cache;
  private final UnicodeData truth;
  private final ReplayText text;
  private final Lock gate;
  private final Tally tally = new Tally();

  ReplayWorker(Cache<Integer, CharacterRow> cache, UnicodeData truth, ReplayText text, Lock gate) {
    super("demo-replay");
    this.cache = cache;
    this.truth = truth;
    this.text = text;
    this.gate = gate;
    setDaemon(true);
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void run() {
    Stream<String> page = text.nextPage();
    while (page != null) {
      page.forEach(this::readLine);
      page = text.nextPage();
    }
  }

  /** Passes the gate once a line, so that the cache can be counted between lines, while nobody reads. */
  private void readLine(String line) {
    gate.lock();
    try {
      line.codePoints().forEach(this::readCharacter);
    } finally {
      gate.unlock();
    }
  }

  private void readCharacter(int code) {
    long loadsBefore = tally.ownLoads();
    long start = System.nanoTime();
    Object answer = answer(code);
    long nanos = System.nanoTime() - start;
    tally.read(
        code, nanos, tally.ownLoads() > loadsBefore, Objects.equals(answer, truth.row(code)));
  }

  /** A failure is an answer too: a wrong one. */
  private @Nullable Object answer(int code) {
    try {
      return cache.get(code);
    } catch (RuntimeException | Error e) {
      return e;
    }
  }
}
