// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs portions of the TCK, some at a time, each in a JVM of its own. Immutable.
 *
 * @param java what starts a JVM
 * @param options of each JVM
 * @param directory has one of each run, with its results and what its JVMs print
 * @param patience how long a JVM may take; it is ended then, and its remaining tests have no results
 */
record Forks(String java, List<String> options, Path directory, Duration patience) {

  Forks {
    options = List.copyOf(options);
  }

  /** Runs portions, in their order as far as so many at once allow; returns when all are done. */
  void run(List<Portion> portions, int atOnce) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Portion portion : portions) {
        running.add(threads.submit(() -> {
          run(portion);
          return null;
        }));
      }
      for (Future<?> fork : running) {
        fork.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(Portion portion) throws IOException, InterruptedException {
    Path run = Files.createDirectories(directory.resolve(portion.settings().run()));
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(options);
    command.addAll(properties(portion));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TckFork.class.getName());
    command.add(run.resolve(portion.number() + TckResults.SUFFIX).toString());
    command.addAll(portion.classNames());
    File log = run.resolve(portion.number() + ".log").toFile();
    Process fork = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
    try {
      fork.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      fork.destroyForcibly();
    }
  }

  private static List<String> properties(Portion portion) {
    TckSettings settings = portion.settings();
    List<String> properties = new ArrayList<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("lungo.")
            || name.startsWith("javax.cache.")
            || name.startsWith("org.jsr107."))
        .forEach(name -> properties.add("-D" + name + "=" + System.getProperty(name)));
    properties.add("-Dtck.mode=" + settings.mode());
    properties.add("-Dtck.nodes=" + settings.nodes());
    properties.add("-Dtck.fork=" + settings.run() + "-" + portion.number());
    properties.add("-Dlungo.caches.default.mode=" + settings.cacheMode());
    properties.add("-Dlungo.caches.default.consistency=" + settings.consistency());
    return properties;
  }
}
