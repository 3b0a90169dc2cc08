// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Brings the cluster up before the first test of a TCK fork and down after its last. JUnit finds this class by {@code ServiceLoader}, also
 * where no TCK runs; there it does nothing. Confined to the thread that runs the tests.
 */
public final class TckSession implements LauncherSessionListener {
  private @Nullable OtherNodes otherNodes;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty("tck.fork") != null) {
      otherNodes = OtherNodes.start(TckSettings.fromSystemProperties());
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (otherNodes != null) {
      otherNodes.close();
    }
  }
}
