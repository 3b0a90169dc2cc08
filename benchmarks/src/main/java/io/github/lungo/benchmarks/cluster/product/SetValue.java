// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import java.io.Serializable;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** Looks at the old value and sets that of its argument. */
public record SetValue() implements EntryProcessor<String, String, Integer>, Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public Integer process(MutableEntry<String, String> entry, Object... arguments) {
    Integer length = entry.getValue().length();
    entry.setValue((String) arguments[0]);
    return length;
  }
}
