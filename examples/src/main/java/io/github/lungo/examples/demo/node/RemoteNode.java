// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A node of another process. As thread-safe as its way there. */
public final class RemoteNode implements Node {
  private final UnaryOperator<String> way;

  /**
   * Creates it.
   *
   * @param way brings a request there as a line of text and returns the line that answers it
   */
  public RemoteNode(UnaryOperator<String> way) {
    this.way = way;
  }

  @Override
  public String name(int code) {
    return ask(Command.NAME, code).value(0);
  }

  @Override
  public List<String> names(int first, int count) {
    return ask(Command.NAMES, first, count).values();
  }

  @Override
  public void rename(int code, String name) {
    ask(Command.RENAME, code, name);
  }

  @Override
  public void hold() {
    ask(Command.HOLD);
  }

  @Override
  public void release() {
    ask(Command.RELEASE);
  }

  @Override
  public void gather(int code, int threads) {
    ask(Command.GATHER, code, threads);
  }

  @Override
  public String outcomes() {
    return ask(Command.OUTCOMES).value(0);
  }

  @Override
  public long count(List<String> counters, int threads, int times) {
    return Long.parseLong(ask(Command.COUNT, with(counters, threads, times)).value(0));
  }

  @Override
  public List<String> write(List<String> keys, long number) {
    return ask(Command.WRITE, with(keys, number)).values();
  }

  @Override
  public List<Long> numbers(List<String> keys) {
    return ask(Command.NUMBERS, keys.toArray()).values().stream()
        .map(Long::valueOf)
        .toList();
  }

  @Override
  public long rowsHeld() {
    return Long.parseLong(ask(Command.ROWS_HELD).value(0));
  }

  @Override
  public void leave() {
    ask(Command.LEAVE);
  }

  private static Object[] with(List<String> keys, Object... first) {
    return Stream.concat(Stream.of(first), keys.stream()).toArray();
  }

  private Line ask(Command command, Object... values) {
    Line answer = Line.parse(way.apply(Line.of(command.name(), values).text()));
    if (!answer.word().equals(Line.OK)) {
      throw new IllegalStateException(command + " failed: " + String.join(" ", answer.values()));
    }
    return answer;
  }
}
