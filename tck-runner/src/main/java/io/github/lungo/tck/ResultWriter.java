// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import io.github.lungo.tck.TestResult.Ending;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes down how each test ends, at once, so that nothing is lost with the JVM. Confined to the thread that runs the tests. */
final class ResultWriter implements TestExecutionListener, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ResultWriter.class.getName());

  /**
   * What the TCK logs in place of a test that it leaves out. It does so silently (for a missing bean provider or unwrap class, or a line in
   * an ExcludeList), and JUnit calls such a test passed.
   */
  private static final String LEFT_OUT = "===== EXCLUDING TEST";

  /** Held, as a logger that nobody holds forgets its handlers. */
  private final Logger root = Logger.getLogger("");

  private final Handler ear = new Ear();
  private final BufferedWriter file;
  private volatile boolean isLeftOut;

  private ResultWriter(BufferedWriter file) {
    this.file = file;
  }

  /** Returns what writes to a new file. */
  static ResultWriter to(Path file) throws IOException {
    ResultWriter writer = new ResultWriter(Files.newBufferedWriter(file));
    writer.root.addHandler(writer.ear);
    return writer;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    isLeftOut = false;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean isGood = result.getStatus() == Status.SUCCESSFUL;
    if (test.isTest() && isGood) {
      write(isLeftOut ? Ending.SKIPPED : Ending.PASSED, test, isLeftOut ? "left out" : "");
    } else if (!isGood) {
      result
          .getThrowable()
          .ifPresent(failure -> LOG.log(System.Logger.Level.ERROR, test.getDisplayName(), failure));
      write(Ending.FAILED, test, result.getThrowable().map(Throwable::toString).orElse(""));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write(Ending.SKIPPED, test, reason);
  }

  private void write(Ending ending, TestIdentifier test, String message) {
    String className = TckClasses.className(test.getUniqueIdObject());
    try {
      file.write(new TestResult(ending, className, test.getDisplayName(), message).toLine());
      file.newLine();
      file.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    root.removeHandler(ear);
    file.close();
  }

  /** Listens for tests that are left out. */
  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord line) {
      String message = line.getMessage();
      isLeftOut |= message != null && message.contains(LEFT_OUT);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
