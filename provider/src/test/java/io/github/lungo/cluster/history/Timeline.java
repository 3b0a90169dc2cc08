// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws operations for people: a lane for each client, a line for each call and each answer. Confined to one thread. */
final class Timeline {
  private static final int TIME_WIDTH = 16;

  private final List<Operation> operations;
  private final List<Client> lanes;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  private Timeline(List<Operation> operations) {
    this.operations = operations;
    this.lanes = operations.stream()
        .map(Operation::client)
        .distinct()
        .sorted(Comparator.comparing(Client::toString))
        .toList();
    this.width = 2 + operations.stream().mapToInt(Timeline::widthOf).max().orElse(0);
  }

  private static int widthOf(Operation operation) {
    int answer = (operation.call() + " -> " + operation.answer()).length();
    return Math.max(operation.client().toString().length(), answer);
  }

  /** Returns the drawing; times are microseconds since the first call. */
  static String of(List<Operation> operations) {
    return new Timeline(operations).draw();
  }

  private String draw() {
    line("us", lanes.stream().map(Client::toString).toList());
    List<Moment> moments = moments();
    for (Moment moment : moments) {
      double micros = (moment.time - moments.get(0).time) / 1e3;
      line(String.format(Locale.ROOT, "%.3f", micros), cellsAt(moment));
    }
    for (Operation operation : operations) {
      if (operation.interval().returned() == Interval.NEVER) {
        text.append(operation.client() + ": " + operation.call() + " was never answered\n");
      }
    }
    return text.toString();
  }

  private List<Moment> moments() {
    List<Moment> moments = new ArrayList<>();
    for (Operation operation : operations) {
      Interval interval = operation.interval();
      moments.add(new Moment(interval.invoked(), operation, operation.call().toString()));
      if (interval.returned() != Interval.NEVER) {
        String answer = operation.call() + " -> " + operation.answer();
        moments.add(new Moment(interval.returned(), operation, answer));
      }
    }
    moments.sort(Comparator.comparingLong(moment -> moment.time));
    return moments;
  }

  private List<String> cellsAt(Moment moment) {
    List<String> cells = new ArrayList<>();
    for (Client lane : lanes) {
      boolean isHere = lane.equals(moment.operation.client());
      cells.add(isHere ? moment.text : isOpen(lane, moment.time) ? "|" : "");
    }
    return cells;
  }

  private boolean isOpen(Client lane, long time) {
    return operations.stream()
        .filter(operation -> operation.client().equals(lane))
        .map(Operation::interval)
        .anyMatch(interval -> interval.invoked() <= time && time <= interval.returned());
  }

  private void line(String time, List<String> cells) {
    StringBuilder line = new StringBuilder(" ".repeat(Math.max(0, TIME_WIDTH - time.length())));
    line.append(time);
    for (String cell : cells) {
      line.append("  ").append(cell).append(" ".repeat(Math.max(0, width - cell.length())));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** The start or the end of an operation. */
  private record Moment(long time, Operation operation, String text) {}
}
