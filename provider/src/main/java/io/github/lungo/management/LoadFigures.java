// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

/** What becomes of a cache's loads, as management reads it. Implementations are thread-safe; all but the first only grow. */
public interface LoadFigures {

  /** Returns how many loads are running now. */
  int inFlight();

  /** Returns how many loads were given up because they took longer than the load timeout. */
  long overtaken();

  /** Returns how many values were loaded anew in the background. */
  long refreshes();

  /** Returns how many gets were given a value that had expired. */
  long staleAnswers();

  /** Returns how many times the loader was not asked, as it was known to find nothing. */
  long negativeAnswers();

  /** Returns how many times the loader was not asked, as it had failed a moment ago, and the caller got a failure. */
  long pausedLoads();
}
