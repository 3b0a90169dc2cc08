// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.util.Collection;
import java.util.List;

/** Answers the lines of a {@link RemoteNode}. As thread-safe as its node. */
final class NodeService {
  private final Node node;

  NodeService(Node node) {
    this.node = node;
  }

  /** Does what the line says; says what went wrong where that fails. */
  String answer(String request) {
    try {
      Line line = Line.parse(request);
      return Line.of(Line.OK, result(Command.valueOf(line.word()), line).toArray())
          .text();
    } catch (RuntimeException e) {
      return Line.of(Line.FAILED, e).text();
    }
  }

  private Collection<?> result(Command command, Line line) {
    return switch (command) {
      case NAME -> List.of(node.name(line.number(0)));
      case NAMES -> node.names(line.number(0), line.number(1));
      case RENAME -> nothing(() -> node.rename(line.number(0), line.value(1)));
      case HOLD -> nothing(node::hold);
      case RELEASE -> nothing(node::release);
      case GATHER -> nothing(() -> node.gather(line.number(0), line.number(1)));
      case OUTCOMES -> List.of(node.outcomes());
      case COUNT -> List.of(node.count(line.from(2), line.number(0), line.number(1)));
      case WRITE -> node.write(line.from(1), Long.parseLong(line.value(0)));
      case NUMBERS -> node.numbers(line.from(0));
      case ROWS_HELD -> List.of(node.rowsHeld());
      case LEAVE -> nothing(node::leave);
    };
  }

  private static List<Object> nothing(Runnable work) {
    work.run();
    return List.of();
  }
}
