// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import io.github.lungo.message.Printed;
import java.time.Duration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong while listeners were told of one change: the first failure, with the others suppressed, for the caller who
 * waits for them; where none does, the log has it. Thread-safe.
 */
final class ListenerFailures {
  private static final System.Logger log = System.getLogger(ListenerFailures.class.getName());

  private final String cacheName;
  private @Nullable Throwable first;
  private boolean isReported;

  ListenerFailures(String cacheName) {
    this.cacheName = cacheName;
  }

  synchronized void add(EventType type, Object key, Throwable failure) {
    String message = "cache '" + cacheName + "': a listener failed on " + type + " of key "
        + Printed.text(key) + "; the change stands: " + Printed.text(failure);
    if (isReported) {
      log.log(System.Logger.Level.WARNING, message, failure);
      return;
    }
    Throwable wrapped = failure instanceof Error || failure instanceof CacheEntryListenerException
        ? failure
        : new CacheEntryListenerException(message, failure);
    if (first == null) {
      first = wrapped;
    } else if (first != wrapped) {
      first.addSuppressed(wrapped);
    }
  }

  void addTimeout(Object key, Duration limit) {
    CacheEntryListenerException failure = new CacheEntryListenerException("cache '" + cacheName
        + "': a listener is busy with an earlier event of key " + Printed.text(key)
        + " for more than "
        + limit.toMillis()
        + " ms; the change stands and its event follows");
    add(EventType.UPDATED, key, failure);
  }

  void addInterrupt(Object key, InterruptedException cause) {
    CacheEntryListenerException failure = new CacheEntryListenerException(
        "cache '" + cacheName + "': interrupted while waiting for a listener of key "
            + Printed.text(key) + "; the change stands and its event follows",
        cause);
    add(EventType.UPDATED, key, failure);
  }

  /** Says that no caller waits for the listeners, so that their failures are logged. */
  synchronized void logFromNowOn() {
    isReported = true;
  }

  /** Returns what failed so far, or null; what fails later is logged. */
  synchronized @Nullable Throwable report() {
    isReported = true;
    return first;
  }
}
