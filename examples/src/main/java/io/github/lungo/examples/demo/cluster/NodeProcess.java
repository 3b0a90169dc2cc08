// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.NodeMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The process of a node, and the lines that go in and out. Used by one thread at a time; anyone may kill it. */
final class NodeProcess {
  private static final Duration ANSWER = Duration.ofSeconds(75);
  private static final Duration END = Duration.ofSeconds(5);

  /** Comes last. No answer is empty. */
  private static final String END_OF_OUTPUT = "";

  private final String name;
  private final Process process;
  private final PrintStream requests;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private NodeProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  static NodeProcess start(String name, ProcessBuilder command) {
    try {
      NodeProcess node = new NodeProcess(name, command.start());
      Thread reader = new Thread(node::readAnswers, "demo-" + name);
      reader.setDaemon(true);
      reader.start();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readAnswers() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(NodeProcess.class.getName())
          .log(System.Logger.Level.DEBUG, name + ": its output broke off", e);
    } finally {
      answers.add(END_OF_OUTPUT);
    }
  }

  /** Waits for the node to say that it is a member. */
  void awaitReady() {
    String line = answer();
    if (!line.equals(NodeMain.READY)) {
      throw new NodeLostException(name + " said " + line + " in place of " + NodeMain.READY);
    }
  }

  /**
   * Returns the answer to a line.
   *
   * @throws NodeLostException if there is none
   */
  String ask(String request) {
    requests.println(request);
    return answer();
  }

  private String answer() {
    try {
      String line = answers.poll(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw new NodeLostException(
            name + " did not answer within " + ANSWER.toSeconds() + " seconds");
      }
      if (line.equals(END_OF_OUTPUT)) {
        answers.add(END_OF_OUTPUT);
        throw new NodeLostException(name + " has ended");
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeLostException(name + ": interrupted");
    }
  }

  /** Ends its input, with which it ends, too. */
  void end() {
    requests.close();
  }

  /** Kills it at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits for its end and returns whether it is still there. */
  boolean isLeft() {
    try {
      return !process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return process.isAlive();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }
}
