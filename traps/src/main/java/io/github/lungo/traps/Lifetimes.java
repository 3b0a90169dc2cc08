// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/** An expiry policy that answers what the test wants, and writes down what it was asked. Thread-safe. */
final class Lifetimes implements ExpiryPolicy {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Supplier<Duration> creation = () -> Duration.ETERNAL;
  private volatile Supplier<Duration> access = () -> null;
  private volatile Supplier<Duration> update = () -> null;

  Lifetimes creation(Supplier<Duration> answer) {
    creation = answer;
    return this;
  }

  Lifetimes access(Supplier<Duration> answer) {
    access = answer;
    return this;
  }

  Lifetimes update(Supplier<Duration> answer) {
    update = answer;
    return this;
  }

  /** Returns {@code creation}, {@code access} and {@code update} in the order of the questions. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  void forget() {
    asked.clear();
  }

  static Duration failing() {
    throw new IllegalStateException("the policy fails");
  }

  @Override
  public Duration getExpiryForCreation() {
    asked.add("creation");
    return creation.get();
  }

  @Override
  public Duration getExpiryForAccess() {
    asked.add("access");
    return access.get();
  }

  @Override
  public Duration getExpiryForUpdate() {
    asked.add("update");
    return update.get();
  }
}
