// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Adds its argument to the entry, and answers with the sum. */
final class Adding implements EntryProcessor<String, Long, Long> {

  @Override
  public Long process(MutableEntry<String, Long> entry, Object... arguments) {
    long sum = (entry.exists() ? entry.getValue() : 0) + (Long) arguments[0];
    entry.setValue(sum);
    return sum;
  }
}
