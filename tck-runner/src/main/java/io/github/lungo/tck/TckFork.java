// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.cache.Caching;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** The main class of a JVM that runs a {@link Portion}. Its arguments are the file for the results, and the classes. */
public final class TckFork {
  private TckFork() {}

  /** Runs the classes, and ends the JVM, whatever threads the TCK leaves. */
  public static void main(String[] arguments) throws IOException {
    List<String> classNames = Arrays.asList(arguments).subList(1, arguments.length);
    TckSettings settings = TckSettings.fromSystemProperties();
    if (settings.isClustered()) {
      ForkCluster.properties(settings).forEach(System::setProperty);
    }
    try (ResultWriter results = ResultWriter.to(Path.of(arguments[0]))) {
      LauncherFactory.create()
          .execute(TckClasses.named(classNames), new ProviderChoice(settings), results);
    }
    System.exit(0);
  }

  /** Has the TCK find the provider of several nodes, if there are; one class of the TCK changes that and clears it at last. */
  private record ProviderChoice(TckSettings settings) implements TestExecutionListener {
    @Override
    public void executionStarted(TestIdentifier test) {
      if (settings.nodes() > 1) {
        System.setProperty(Caching.JAVAX_CACHE_CACHING_PROVIDER, MirroringProvider.class.getName());
      }
    }
  }
}
