// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.leftovers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails each class of tests of clusters that leaves a thread or a socket behind. JUnit finds it by itself, so that nobody has
 * to think of it. Stateless.
 */
public final class LeftoverCheck implements BeforeAllCallback, AfterAllCallback {
  private static final String CLUSTERS = "io.github.lungo.cluster.";
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeftoverCheck.class);

  /** What is closed may take so long to be gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(20);

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> tests = context.getRequiredTestClass();
    if (tests.getName().startsWith(CLUSTERS)) {
      Leftovers.openFirstSocket();
      context.getStore(NAMESPACE).put(tests, Leftovers.now());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Class<?> tests = context.getRequiredTestClass();
    if (context.getStore(NAMESPACE).remove(tests) instanceof Leftovers before) {
      requireNothing(tests.getName(), before, PATIENCE);
    }
  }

  /** Waits until nothing is left that was not there before. */
  static void requireNothing(String tests, Leftovers before, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Leftovers left = Leftovers.now().without(before);
    while (!left.isNothing()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(tests + " has left " + left);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      left = Leftovers.now().without(before);
    }
  }
}
