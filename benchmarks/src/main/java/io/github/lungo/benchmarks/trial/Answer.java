// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

/** What a JVM tells its parent: lines on standard output that begin with {@code @}. */
final class Answer {
  /** What can go wrong. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  private Answer() {}

  /** Tells one thing. */
  static void give(String kind, String what) {
    System.out.println("@" + kind + " " + what.replace('\n', ' '));
  }

  /** Runs the task and ends the JVM, which the threads of a provider may otherwise keep; what it throws is the answer. */
  @SuppressWarnings({"CatchAndPrintStackTrace", "SystemExitOutsideMain"}) // the parent shows it
  static void by(Task task) {
    try {
      task.run();
    } catch (Exception | LinkageError | VirtualMachineError e) {
      e.printStackTrace();
      give("refused", reason(e));
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    boolean isOurs = thrown.getClass() == IllegalStateException.class
        || thrown.getClass() == UnsupportedOperationException.class;
    return isOurs && message != null ? message : thrown.toString();
  }
}
