// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of two parts, each of which one command writes and the other one leaves as it is. Confined to one thread. */
public final class PageFile {
  /** Where the second part begins. */
  private static final String CLUSTERS = "<!-- from here on: benchmarks/run --cluster -->\n";

  private final Path file;

  private PageFile(Path file) {
    this.file = file;
  }

  /** Returns the one in that folder. */
  public static PageFile in(Path docs) {
    return new PageFile(docs.resolve("benchmarks.md"));
  }

  private String text() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Writes the part on caches of one process. */
  void writeLocal(String part) throws IOException {
    String text = text();
    int start = text.indexOf(CLUSTERS);
    Files.writeString(file, part + (start < 0 ? "" : "\n" + text.substring(start)));
  }

  /** Writes the part on clusters. */
  public void writeClusters(String part) throws IOException {
    String text = text();
    int start = text.indexOf(CLUSTERS);
    String local = start < 0 ? text : text.substring(0, start);
    Files.writeString(file, local.stripTrailing() + "\n\n" + CLUSTERS + "\n" + part);
  }
}
