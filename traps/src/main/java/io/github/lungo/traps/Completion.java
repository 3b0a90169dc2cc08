// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.concurrent.CompletableFuture;
import javax.cache.integration.CompletionListener;

/** The end of a {@code loadAll}, as a future: that of the API measures its time-outs by the wall clock. Thread-safe. */
final class Completion extends CompletableFuture<Void> implements CompletionListener {
  @Override
  public void onCompletion() {
    complete(null);
  }

  @Override
  public void onException(Exception e) {
    completeExceptionally(e);
  }
}
