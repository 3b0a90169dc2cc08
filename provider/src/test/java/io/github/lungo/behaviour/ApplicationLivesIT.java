// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.behaviour.guest.GuestLife;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Applications are unloaded that used all that makes threads, timers, beans and codecs, in a JVM in which they were the
 * first to do so: neither a thread nor a bean nor a class loader is left.
 */
@Timeout(120)
final class ApplicationLivesIT {

  @ParameterizedTest
  @EnumSource
  void applications_thatCloseTheirManagers_areUnloaded(ApplicationServer.Deployment deployment)
      throws Exception {
    serve(deployment, GuestLife.CLOSES_MANAGER);
  }

  @ParameterizedTest
  @EnumSource
  void applications_whoseLoaderIsClosed_areUnloaded(ApplicationServer.Deployment deployment)
      throws Exception {
    serve(deployment, GuestLife.CLOSES_LOADER);
  }

  /** Only a provider that goes with them can let go of managers that nobody closed. */
  @Test
  void applications_withTheProvider_areUnloadedEvenIfNothingIsClosed() throws Exception {
    serve(ApplicationServer.Deployment.WITH_THE_PROVIDER, GuestLife.CLOSES_NOTHING);
  }

  private static void serve(ApplicationServer.Deployment deployment, String end) throws Exception {
    ForkedJvm.run("256m", ApplicationServer.class, deployment.name(), end);
  }
}
