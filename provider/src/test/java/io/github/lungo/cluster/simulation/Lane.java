// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.util.ArrayList;
import java.util.List;

/** The events of one node, which wait or stop together. Confined to one thread. */
final class Lane {
  private enum State {
    RUNNING,
    PAUSED,
    STOPPED
  }

  private final String name;
  private final List<Event> waiting = new ArrayList<>();
  private State state = State.RUNNING;

  Lane(String name) {
    this.name = name;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  boolean isPaused() {
    return state == State.PAUSED;
  }

  boolean isStopped() {
    return state == State.STOPPED;
  }

  /** Lets the events wait whose time comes. */
  void pause() {
    if (state != State.RUNNING) {
      throw new IllegalStateException(name + " cannot be paused: " + state);
    }
    state = State.PAUSED;
  }

  /** Ends the pause; returns the events whose time came meanwhile. */
  List<Event> resume() {
    if (state != State.PAUSED) {
      throw new IllegalStateException(name + " cannot be resumed: " + state);
    }
    state = State.RUNNING;
    List<Event> due = List.copyOf(waiting);
    waiting.clear();
    return due;
  }

  /** Stops all events, for ever. */
  void stop() {
    state = State.STOPPED;
    waiting.clear();
  }

  /** Keeps an event until the pause ends. */
  void keep(Event event) {
    waiting.add(event);
  }

  /** Returns the events that wait for the end of the pause. */
  List<Event> waiting() {
    return List.copyOf(waiting);
  }

  @Override
  public String toString() {
    return name;
  }
}
