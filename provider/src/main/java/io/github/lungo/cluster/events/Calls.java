// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Who is told of calls that threads wait for, as a listener may make one. Thread-safe. */
public interface Calls {

  /**
   * Makes a call whose result the thread is about to wait for. If a listener makes it, nobody waits for what comes after the
   * event that it hears, as that may be the very event of its call.
   */
  <T> CompletableFuture<T> calling(Supplier<CompletableFuture<T>> call);
}
