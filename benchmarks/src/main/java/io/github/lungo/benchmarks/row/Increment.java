// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.io.Serializable;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Adds one to a number and returns it. */
final class Increment implements EntryProcessor<Integer, Object, Object>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public Object process(MutableEntry<Integer, Object> entry, Object... arguments) {
    Integer next = (Integer) entry.getValue() + 1;
    entry.setValue(next);
    return next;
  }
}
