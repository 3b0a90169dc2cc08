// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.io.IOException;

/** What this JVM has of what is measured. Thread-safe, but for {@link #calls}. */
interface Site extends AutoCloseable {
  /** Returns the calls of a case. */
  Calls calls(LoadCase of);

  /** Does one thing of those that only it knows, and returns what comes of it. */
  String obey(String[] order) throws Exception;

  @Override
  void close() throws IOException;
}
