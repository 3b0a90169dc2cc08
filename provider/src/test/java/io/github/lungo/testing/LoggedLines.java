// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs until closed. Thread-safe. */
public final class LoggedLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Begins to note what is logged under the name of a class. */
  public LoggedLines(String className) {
    logger = Logger.getLogger(className);
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  /** Returns the lines so far, each with its level in front. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord logged) {
    lines.add(logged.getLevel() + " " + logged.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
