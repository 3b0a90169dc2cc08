// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/** A policy that answers what the test says, and remembers what it was asked. Not thread-safe. */
public final class ScriptedPolicy implements ExpiryPolicy {
  private final List<String> calls = new ArrayList<>();
  private Supplier<Duration> creation = () -> Duration.ETERNAL;
  private Supplier<Duration> update = () -> null;
  private Supplier<Duration> access = () -> null;

  /** Returns an answer that is an exception. */
  public static Supplier<Duration> failing() {
    return () -> {
      throw new IllegalStateException("scripted");
    };
  }

  /** Sets the answer for creation. */
  public ScriptedPolicy creation(Supplier<Duration> answer) {
    creation = answer;
    return this;
  }

  /** Sets the answer for update. */
  public ScriptedPolicy update(Supplier<Duration> answer) {
    update = answer;
    return this;
  }

  /** Sets the answer for access. */
  public ScriptedPolicy access(Supplier<Duration> answer) {
    access = answer;
    return this;
  }

  /** Returns what was asked since the last call of this method. */
  public List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  @Override
  public Duration getExpiryForCreation() {
    calls.add("creation");
    return creation.get();
  }

  @Override
  public Duration getExpiryForUpdate() {
    calls.add("update");
    return update.get();
  }

  @Override
  public Duration getExpiryForAccess() {
    calls.add("access");
    return access.get();
  }
}
