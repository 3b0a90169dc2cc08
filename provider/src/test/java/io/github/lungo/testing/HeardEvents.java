// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The events of a cache, as texts: {@code UPDATED 1=3 (2)}, kept for questions. Thread-safe. */
public final class HeardEvents {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  /** Returns a new listener that writes them down. */
  public <K, V> RecordingListener<K, V> listener() {
    return new RecordingListener<>(event -> heard.add(event.getEventType() + " " + event.getKey()
        + "=" + event.getValue()
        + (event.isOldValueAvailable() ? " (" + event.getOldValue() + ")" : "")));
  }

  /** Returns whether a value was heard of, as the new value of its key. */
  public boolean isHeard(int key, int value) {
    String written = " " + key + "=" + value;
    return heard.stream()
        .anyMatch(event -> event.endsWith(written) || event.contains(written + " "));
  }

  /** Returns the events of a key in the order in which they were heard. */
  public String of(int key) {
    return String.join(
        ", ", heard.stream().filter(event -> event.contains(" " + key + "=")).toList());
  }

  /** Forgets all events. */
  public void clear() {
    heard.clear();
  }
}
