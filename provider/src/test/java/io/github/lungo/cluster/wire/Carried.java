// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** What the cache of the tests may carry: this class, and those in it. */
final class Carried {

  private Carried() {}

  /** A mutable value. */
  static final class Order {
    final List<String> lines = new ArrayList<>();
    Object note;

    Order(String... lines) {
      this.lines.addAll(List.of(lines));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Order that
          && lines.equals(that.lines)
          && Objects.equals(note, that.note);
    }

    @Override
    public int hashCode() {
      return lines.hashCode();
    }
  }

  /** An immutable value. */
  record Point(int x, int y) {}

  /** An exception that can be sent. */
  static final class Spoilt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spoilt(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A processor that is a class and not Serializable. */
  record Append(String line) implements EntryProcessor<Long, Object, Object> {
    @Override
    public Object process(MutableEntry<Long, Object> entry, Object... arguments) {
      return line + List.of(arguments);
    }
  }

  /** Returns a processor that can be sent, and captures the text. */
  static EntryProcessor<Long, Object, Object> serializableLambda(String text) {
    return (EntryProcessor<Long, Object, Object> & Serializable)
        (entry, arguments) -> text + arguments.length;
  }

  /** Returns a processor that cannot be sent. */
  static EntryProcessor<Long, Object, Object> plainLambda() {
    return (entry, arguments) -> "never";
  }
}
