// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.concurrent.atomic.LongAdder;

/** What a cache did instead of loads on its callers' threads, since it was made; only ever grows. Thread-safe. */
final class LoadCounters {
  final LongAdder refreshes = new LongAdder();
  final LongAdder staleAnswers = new LongAdder();
  final LongAdder negativeAnswers = new LongAdder();
  final LongAdder pausedLoads = new LongAdder();
}
