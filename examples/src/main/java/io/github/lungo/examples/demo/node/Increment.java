// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.io.Serializable;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Adds 1 to a counter where it lives, which begins at 0. It crosses the network, so {@code lungo.cluster.allow} names it. */
public record Increment() implements EntryProcessor<String, Long, Long>, Serializable {

  @Override
  public Long process(MutableEntry<String, Long> counter, Object... arguments) {
    long sum = counter.exists() ? counter.getValue() + 1 : 1;
    counter.setValue(sum);
    return sum;
  }
}
