// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link HistoryWriter} wrote. A last line without its end is that of a process that was killed while it wrote,
 * and does not count; a call without an answer is undecided. Confined to one thread.
 */
public final class HistoryReader {
  private final Map<String, Operation> open = new LinkedHashMap<>();
  private final List<Operation> operations = new ArrayList<>();

  private HistoryReader() {}

  /** Returns what the files of one cache's processes hold. */
  public static History read(Path... files) {
    List<History> parts = new ArrayList<>();
    for (Path file : files) {
      parts.add(new HistoryReader().readOne(file));
    }
    return History.merged(parts);
  }

  private History readOne(Path file) {
    String text = textOf(file);
    int number = 0;
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      number++;
      try {
        readLine(line.split(" ", -1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(file + ", line " + number + ": '" + line + "'", e);
      }
    }
    operations.addAll(open.values());
    return new History(operations);
  }

  private static String textOf(Path file) {
    try {
      // Not a strict decoder: the torn line may end within a character.
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readLine(String[] words) {
    boolean isBegin = words[0].equals(HistoryWriter.BEGIN) && words.length == 7;
    boolean isEnd = words[0].equals(HistoryWriter.END) && words.length == 4;
    if (isBegin) {
      begin(words);
      return;
    }
    if (!isEnd) {
      throw new IllegalArgumentException("neither a start nor an end");
    }
    end(words);
  }

  private void begin(String[] words) {
    Operation operation = new Operation(
        new Client(words[2], words[3]),
        words[4],
        Call.parse(words[5]),
        new Interval(Long.parseLong(words[6]), Interval.NEVER),
        Answer.UNDECIDED);
    if (open.put(words[1], operation) != null) {
      throw new IllegalArgumentException("began twice: " + words[1]);
    }
  }

  private void end(String[] words) {
    Operation operation = open.remove(words[1]);
    if (operation == null) {
      throw new IllegalArgumentException("never began: " + words[1]);
    }
    Interval interval = new Interval(operation.interval().invoked(), Long.parseLong(words[2]));
    operations.add(operation.during(interval).answering(Answer.parse(words[3])));
  }
}
