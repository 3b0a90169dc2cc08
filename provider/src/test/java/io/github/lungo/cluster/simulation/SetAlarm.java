// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An alarm that was set: complete once it has rung. Confined to one thread. */
final class SetAlarm extends CompletableFuture<@Nullable Void> {
  private @Nullable Event event;

  /** Says what will ring. */
  void rings(Event newEvent) {
    event = newEvent;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (event != null) {
      event.cancel();
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
