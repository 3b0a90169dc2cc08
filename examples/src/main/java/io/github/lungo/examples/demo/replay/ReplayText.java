// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's multilingual text: the display names of all locales in all languages. It is handed out in pages until it or
 * the time is up; each pass over the languages brings another page of each, so that all scripts take part from the start.
 * The first pass is handed out even if it takes longer, so that what is read does not depend on how fast the machine is.
 * Thread-safe.
 */
final class ReplayText {
  private static final int PASSES = 64;

  /** When even the first pass ends. */
  private static final Duration LONGEST = Duration.ofSeconds(40);

  /** Mixes the languages in the same way each time. */
  private static final long ORDER = 107;

  private final List<Locale> locales;
  private final long limitNanos;
  private final long start = System.nanoTime();
  private final AtomicInteger nextPage = new AtomicInteger();

  private ReplayText(List<Locale> locales, long limitNanos) {
    this.locales = locales;
    this.limitNanos = limitNanos;
  }

  /** Returns the text in all languages of this JDK, ending early after the given time. */
  static ReplayText ofThisJdk(Duration limit) {
    List<Locale> locales = Arrays.asList(Locale.getAvailableLocales());
    locales.sort(Comparator.comparing(Locale::toString));
    Collections.shuffle(locales, new Random(ORDER));
    return of(locales, limit);
  }

  static ReplayText of(List<Locale> locales, Duration limit) {
    return new ReplayText(locales, limit.toNanos());
  }

  /** Returns the lines of a page that no other caller got, or null at the end. */
  @Nullable
  Stream<String> nextPage() {
    if (isOver()) {
      return null;
    }
    int page = nextPage.getAndIncrement();
    return page < pages() ? lines(page / locales.size(), locales.get(page % locales.size())) : null;
  }

  private Stream<String> lines(int pass, Locale language) {
    return IntStream.iterate(pass, index -> index < locales.size(), index -> index + PASSES)
        .mapToObj(index -> locales.get(index).getDisplayName(language));
  }

  /** Returns the share of the text that was handed out, from 0 to 1. */
  double share() {
    return Math.min(1, (double) nextPage.get() / pages());
  }

  private int pages() {
    return PASSES * locales.size();
  }

  private boolean isOver() {
    long elapsed = System.nanoTime() - start;
    boolean isFirstPass = nextPage.get() < locales.size();
    return elapsed >= (isFirstPass ? LONGEST.toNanos() : limitNanos);
  }
}
