// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.util.Arrays;
import java.util.Locale;

/** What is called again and again, by one thread and by several. */
public enum LoadCase {
  ROUND_TRIP("round trip of 200 B", 1),
  TO_ONE("one request and answer of 200 B", 1),
  TO_BOTH("the same to both others", 1),
  GET_LOCAL("get, kept here", 16),
  GET_HOT("get, hot copy", 16),
  GET_REMOTE("get, remote", 1),
  GET_UNIFORM("get, any key", 1),
  PUT("put", 1),
  INVOKE("invoke", 1),
  GET_ALL("getAll of 100", 1),
  PUT_ALL("putAll of 100", 1);

  /** How many entries {@link #GET_ALL} and {@link #PUT_ALL} are called with. */
  public static final int BATCH = 100;

  private final String title;
  private final int callsOfSample;

  LoadCase(String title, int callsOfSample) {
    this.title = title;
    this.callsOfSample = callsOfSample;
  }

  /** Returns what the table calls it. */
  public String title() {
    return title;
  }

  /** Returns how many calls are timed together, as reading the clock takes as long as the shortest of them. */
  public int callsOfSample() {
    return callsOfSample;
  }

  /** Returns whether each key is called at most once between two writings of it. */
  public boolean isOncePerKey() {
    return this == GET_REMOTE;
  }

  /** Returns what the command line calls it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the one that is called so. */
  public static LoadCase of(String id) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(id))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no case is called " + id));
  }
}
