// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the views of a channel to those who are made after it: is given to the channel, then to them. Thread-safe. Who listens
 * must not wait for anything.
 */
public final class ViewRelay implements Consumer<View> {
  @GuardedBy("this")
  private final List<Consumer<View>> listeners = new ArrayList<>();

  @GuardedBy("this")
  private @Nullable View latest;

  /** Tells the views to this one too, after those who asked before; the latest one at once, if there is one. */
  public synchronized void listen(Consumer<View> listener) {
    listeners.add(requireNonNull(listener, "listener is null"));
    View view = latest;
    if (view != null) {
      listener.accept(view);
    }
  }

  /** Tells it no more views. */
  public synchronized void forget(Consumer<View> listener) {
    listeners.remove(listener);
  }

  @Override
  public void accept(View view) {
    // INVARIANT: each hears the views in their order, whoever comes meanwhile.
    synchronized (this) {
      latest = view;
      listeners.forEach(listener -> listener.accept(view));
    }
  }
}
