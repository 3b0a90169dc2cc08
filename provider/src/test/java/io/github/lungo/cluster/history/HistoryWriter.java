// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a history to a new file, a line for each start and each end of a call, handed to the operating system at once: what
 * was written stays when the process is killed. Confined to one thread at a time.
 */
final class HistoryWriter implements AutoCloseable {
  static final String BEGIN = "begin";
  static final String END = "end";

  private final OutputStream out;

  private HistoryWriter(OutputStream out) {
    this.out = out;
  }

  /** Creates the file, which must not exist: behind a torn line there is no room for another. */
  static HistoryWriter create(Path file) {
    try {
      return new HistoryWriter(Files.newOutputStream(file, CREATE_NEW, WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the start of a call. */
  void begin(long id, Client client, String key, Call call, long time) {
    write(BEGIN, id, word(client.node()), word(client.name()), word(key), call, time);
  }

  /** Writes its end. */
  void end(long id, long time, Answer answer) {
    write(END, id, time, answer);
  }

  /** Writes all that there is. */
  void writeAll(History history) {
    long id = 0;
    for (Operation operation : history.operations()) {
      Interval interval = operation.interval();
      begin(++id, operation.client(), operation.key(), operation.call(), interval.invoked());
      if (interval.returned() != Interval.NEVER) {
        end(id, interval.returned(), operation.answer());
      }
    }
  }

  private static String word(String text) {
    if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("empty, or with white space: '" + text + "'");
    }
    return text;
  }

  private void write(Object... words) {
    StringBuilder line = new StringBuilder();
    for (Object word : words) {
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    try {
      out.write(line.append('\n').toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
