// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.Objects.requireNonNull;

import io.github.lungo.cluster.transport.View;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells the views of a channel to those who are made after it: is given to the channel, then to them. Thread-safe. Who listens
 * must do so before the channel starts, and must not wait for anything.
 */
public final class ViewRelay implements Consumer<View> {
  private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();

  /** Tells the views to this one too, after those who asked before. */
  public void listen(Consumer<View> listener) {
    listeners.add(requireNonNull(listener, "listener is null"));
  }

  @Override
  public void accept(View view) {
    listeners.forEach(listener -> listener.accept(view));
  }
}
