// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static io.github.lungo.hostile.Misbehaviour.HANGS_FOR_ANOTHER;
import static io.github.lungo.hostile.Misbehaviour.HANGS_TOO_LONG;
import static io.github.lungo.hostile.Operation.GET;
import static io.github.lungo.hostile.Operation.GET_ALL;
import static io.github.lungo.hostile.Operation.GET_ASYNC;
import static io.github.lungo.hostile.Operation.GET_PRESENT;
import static io.github.lungo.hostile.Operation.INVOKE;
import static io.github.lungo.hostile.Operation.INVOKE_ALL;
import static io.github.lungo.hostile.Operation.INVOKE_READ;
import static io.github.lungo.hostile.Operation.ITERATE;
import static io.github.lungo.hostile.Operation.LOAD_ALL;
import static io.github.lungo.hostile.Operation.PUT;
import static io.github.lungo.hostile.Operation.PUT_ALL;
import static io.github.lungo.hostile.Operation.PUT_PRESENT;
import static io.github.lungo.hostile.Operation.REMOVE;
import static io.github.lungo.hostile.Operation.REMOVE_ALL;
import static io.github.lungo.hostile.Operation.REMOVE_EQUAL;
import static io.github.lungo.hostile.Operation.REPLACE_EQUAL;

import java.util.List;
import java.util.stream.Stream;

/** What holds for the second caller of a key while a callback hangs for the first one. */
final class SecondCallerRules {
  private static final List<Misbehaviour> HANGS = List.of(HANGS_FOR_ANOTHER);
  private static final List<Operation> PUTS = List.of(PUT_PRESENT, PUT_ALL, INVOKE);
  private static final List<Operation> REMOVALS = List.of(REMOVE, REMOVE_ALL);

  private SecondCallerRules() {}

  static Stream<Rule> all() {
    List<Callback> loader = List.of(Callback.LOADER);
    List<Callback> underTheLock = List.of(Callback.WRITER, Callback.PROCESSOR);
    List<Callback> listeners = List.of(Callback.LISTENER, Callback.FILTER);
    List<Callback> later = List.of(Callback.ASYNC_LISTENER);
    List<Misbehaviour> tooLong = List.of(HANGS_TOO_LONG);
    return Stream.of(
        new Rule(loader, HANGS, List.of(GET, GET_ASYNC), Gets.LOADED, Leaves.LOADED),
        new Rule(
            loader, HANGS, List.of(GET_ALL, LOAD_ALL, INVOKE_READ), Gets.RESULT, Leaves.LOADED),
        new Rule(loader, HANGS, List.of(GET_PRESENT), Gets.OLD_MEANWHILE, Leaves.LOADED),
        new Rule(
            loader,
            HANGS,
            List.of(PUT, PUT_PRESENT, PUT_ALL, REPLACE_EQUAL, INVOKE),
            Gets.RESULT_MEANWHILE,
            Leaves.NEW),
        new Rule(
            loader,
            HANGS,
            List.of(REMOVE, REMOVE_ALL, REMOVE_EQUAL),
            Gets.RESULT_MEANWHILE,
            Leaves.ABSENT),
        new Rule(underTheLock, HANGS, List.of(GET_PRESENT), Gets.OLD_MEANWHILE, Leaves.NEW),
        new Rule(underTheLock, HANGS, List.of(ITERATE), Gets.RESULT_MEANWHILE, Leaves.NEW),
        new Rule(
            underTheLock,
            HANGS,
            List.of(PUT_PRESENT, PUT_ALL, REPLACE_EQUAL, INVOKE, INVOKE_ALL),
            Gets.RESULT,
            Leaves.NEW),
        new Rule(underTheLock, HANGS, REMOVALS, Gets.RESULT, Leaves.ABSENT),
        new Rule(listeners, HANGS, List.of(GET_PRESENT), Gets.NEW_MEANWHILE, Leaves.NEW),
        new Rule(listeners, HANGS, PUTS, Gets.RESULT, Leaves.NEW),
        new Rule(listeners, HANGS, REMOVALS, Gets.RESULT, Leaves.ABSENT),
        new Rule(listeners, tooLong, PUTS, Gets.TIMEOUT_MEANWHILE, Leaves.NEW),
        new Rule(listeners, tooLong, REMOVALS, Gets.TIMEOUT_MEANWHILE, Leaves.ABSENT),
        new Rule(later, HANGS, PUTS, Gets.RESULT_MEANWHILE, Leaves.NEW),
        new Rule(later, HANGS, REMOVALS, Gets.RESULT_MEANWHILE, Leaves.ABSENT));
  }
}
