// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.util.List;

/** What a node does when told, one thing at a time. Its clients are threads of its own program. */
public interface Node {

  /** Returns the name of the row, read through the cache, or {@code null} as a text if there is no row. */
  String name(int code);

  /** Returns the names of so many rows that follow each other. */
  List<String> names(int first, int count);

  /** Gives a row another name by a put, which writes it through to the table. */
  void rename(int code, String name);

  /** Lets loads that run here ask the table from now on, but not answer before {@link #release}. */
  void hold();

  /** Lets them answer. */
  void release();

  /** Has so many threads ask for a row, and returns when all of them wait for its answer. */
  void gather(int code, int threads);

  /** Returns what these threads were answered and how often each answer came, as in {@code 32 x null}. */
  String outcomes();

  /** Adds 1 to each counter so many times, in each of so many threads; returns how many additions failed. */
  long count(List<String> counters, int threads, int times);

  /** Puts the number under each key; returns the keys for which the put returned, the others have failed. */
  List<String> write(List<String> keys, long number);

  /** Returns the number under each key, {@link #NONE} where there is none. */
  List<Long> numbers(List<String> keys);

  /** Returns how many rows the node keeps itself. */
  long rowsHeld();

  /** Leaves the cluster. */
  void leave();

  /** What stands for no number. */
  long NONE = -1;
}
