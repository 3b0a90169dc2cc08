// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;

/** What users call operations: the methods that ask for them. */
final class OperationName {

  private OperationName() {}

  static String of(EntryOperation<?, ?, ?> operation) {
    if (operation instanceof Put<?, ?> put) {
      return of(put.kind());
    }
    if (operation instanceof Remove<?, ?> remove) {
      return of(remove.kind());
    }
    return operation instanceof Replace<?, ?> ? "replace" : "invoke"; // or what it does
  }

  private static String of(Put.Kind kind) {
    return switch (kind) {
      case PUT -> "put";
      case GET_AND_PUT -> "getAndPut";
      case IF_ABSENT -> "putIfAbsent";
      case LOADED, LOADED_IF_ABSENT -> "load";
      case REFRESHED -> "refresh";
    };
  }

  private static String of(Remove.Kind kind) {
    return switch (kind) {
      case ANY, IF_EQUAL -> "remove";
      case IF_PRESENT -> "removeAll";
      case GET_AND_REMOVE -> "getAndRemove";
      case IF_SAME_VERSION -> "Iterator.remove";
      case UNFOUND -> "refresh";
    };
  }
}
