// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files that nodes log to, one each, in a directory of their own. Thread-safe. */
final class NodeLogs {
  private final Path directory;
  private final List<Path> files = new CopyOnWriteArrayList<>();

  private NodeLogs(Path directory) {
    this.directory = directory;
  }

  static NodeLogs create() {
    try {
      return new NodeLogs(Files.createTempDirectory("lungo-demo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file of a node. */
  File of(String node) {
    Path file = directory.resolve(node + ".log");
    files.add(file);
    return file.toFile();
  }

  /** Does the work; where it fails, prints what the nodes have logged, which says why. */
  void showIfFails(Runnable work) {
    try {
      work.run();
    } catch (NodeLostException e) {
      files.forEach(NodeLogs::print);
      throw e;
    }
  }

  private static void print(Path file) {
    try {
      System.err.println(file.getFileName() + ":");
      System.err.println(Files.readString(file));
    } catch (IOException e) {
      System.err.println("cannot be read: " + e);
    }
  }

  /** Deletes all of them. */
  void delete() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      System.err.println("demo: cannot delete " + directory + ": " + e);
    }
  }
}
