// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import java.io.Serializable;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** What the cache of the tests may not carry. */
final class Foreign {

  private Foreign() {}

  /** A value. */
  record Secret(String text) {}

  /** A failure that cannot be sent. */
  static final class Breakdown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Breakdown(String message) {
      super(message);
    }
  }

  /** A processor. */
  static final class Spy implements EntryProcessor<Long, Object, Object> {
    @Override
    public Object process(MutableEntry<Long, Object> entry, Object... arguments) {
      return "never";
    }
  }

  /** Returns a processor that could be sent, but that its class is not allowed. */
  static EntryProcessor<Long, Object, Object> serializableLambda() {
    return (EntryProcessor<Long, Object, Object> & Serializable) (entry, arguments) -> "never";
  }
}
