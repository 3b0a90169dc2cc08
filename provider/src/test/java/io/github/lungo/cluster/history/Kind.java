// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static io.github.lungo.cluster.history.Answer.ABSENT;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The kinds of calls, each with what it does to one entry. The value before is {@link Answer#ABSENT} where there is none. */
public enum Kind {
  GET("get", 0, (call, before) -> before, (call, before) -> Answer.of(before)),
  CONTAINS_KEY(
      "containsKey", 0, (call, before) -> before, (call, before) -> Answer.of(before != ABSENT)),
  PUT("put", 1, (call, before) -> call.value(), (call, before) -> Answer.DONE),
  GET_AND_PUT("getAndPut", 1, (call, before) -> call.value(), (call, before) -> Answer.of(before)),
  PUT_IF_ABSENT(
      "putIfAbsent",
      1,
      (call, before) -> before == ABSENT ? call.value() : before,
      (call, before) -> Answer.of(before == ABSENT)),
  REPLACE(
      "replace",
      1,
      (call, before) -> before == ABSENT ? ABSENT : call.value(),
      (call, before) -> Answer.of(before != ABSENT)),
  /** Replaces one value only. */
  REPLACE_EXACT(
      "replace",
      2,
      (call, before) -> before == call.expected() ? call.value() : before,
      (call, before) -> Answer.of(before == call.expected())),
  GET_AND_REPLACE(
      "getAndReplace",
      1,
      (call, before) -> before == ABSENT ? ABSENT : call.value(),
      (call, before) -> Answer.of(before)),
  REMOVE("remove", 0, (call, before) -> ABSENT, (call, before) -> Answer.of(before != ABSENT)),
  /** Removes one value only. */
  REMOVE_EXACT(
      "remove",
      1,
      (call, before) -> before == call.expected() ? ABSENT : before,
      (call, before) -> Answer.of(before == call.expected())),
  GET_AND_REMOVE("getAndRemove", 0, (call, before) -> ABSENT, (call, before) -> Answer.of(before)),
  /** An entry processor that adds a number, to 0 if there is no entry, and answers with the sum. */
  ADD("add", 1, Kind::sum, (call, before) -> Answer.of(sum(call, before))),
  /** A get of a cache with a loader, whose value becomes the entry. What it does without an entry, {@link Candidate} knows. */
  LOAD("load", 0, (call, before) -> before, (call, before) -> Answer.of(before)),
  /** One key's part of {@code clear}, or of {@code removeAll}. */
  CLEAR("clear", 0, (call, before) -> ABSENT, (call, before) -> Answer.DONE),
  /** A call of the loader, which is not a call of the cache: the value that it answers with is what loads may store. */
  LOADER_RUN("loader", 0, (call, before) -> before, (call, before) -> Answer.UNDECIDED);

  private final String text;
  private final int arguments;
  private final Effect effect;
  private final Reply reply;

  Kind(String text, int arguments, Effect effect, Reply reply) {
    this.text = text;
    this.arguments = arguments;
    this.effect = effect;
    this.reply = reply;
  }

  private static long sum(Call call, long before) {
    return (before == ABSENT ? 0 : before) + call.value();
  }

  static Kind named(String text, int arguments) {
    for (Kind kind : values()) {
      if (kind.text.equals(text) && kind.arguments == arguments) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "no operation '" + text + "' with " + arguments + " arguments");
  }

  String text() {
    return text;
  }

  int arguments() {
    return arguments;
  }

  /** Returns whether no call of this kind changes an entry. */
  boolean isReading() {
    return this == GET || this == CONTAINS_KEY;
  }

  /** Returns whether calls of this kind are made to change an entry; one may change nothing for once. */
  boolean isWriting() {
    return !isReading() && this != LOAD && this != LOADER_RUN;
  }

  /** Returns what it means that the cache's method, or the loader, returned something. */
  Answer answerOf(@Nullable Object result) {
    return switch (this) {
      case PUT, CLEAR -> {
        if (result != null) {
          throw new IllegalArgumentException(text + " returns nothing: " + result);
        }
        yield Answer.DONE;
      }
      case CONTAINS_KEY, PUT_IF_ABSENT, REPLACE, REPLACE_EXACT, REMOVE, REMOVE_EXACT ->
        Answer.of((boolean) Objects.requireNonNull(result, "result is null"));
      case ADD -> Answer.of((long) Objects.requireNonNull(result, "result is null"));
      case GET, GET_AND_PUT, GET_AND_REPLACE, GET_AND_REMOVE, LOAD, LOADER_RUN ->
        result == null ? Answer.NOTHING : Answer.of((long) result);
    };
  }

  long after(Call call, long before) {
    return effect.after(call, before);
  }

  Answer answer(Call call, long before) {
    return reply.answer(call, before);
  }

  /** What becomes of the value. */
  @Immutable
  private interface Effect {
    long after(Call call, long before);
  }

  /** What the caller is told. */
  @Immutable
  private interface Reply {
    Answer answer(Call call, long before);
  }
}
