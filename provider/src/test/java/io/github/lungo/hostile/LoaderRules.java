// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static io.github.lungo.hostile.Misbehaviour.CLEARS;
import static io.github.lungo.hostile.Misbehaviour.GETS_ITS_KEY;
import static io.github.lungo.hostile.Misbehaviour.HANGS;
import static io.github.lungo.hostile.Misbehaviour.PUTS_ANOTHER_KEY;
import static io.github.lungo.hostile.Misbehaviour.PUTS_ITS_KEY;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_NULL;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_NULL_VALUES;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_TOO_FEW;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_TOO_MANY;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_WRONG_TYPE;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_WRONG_VALUES;
import static io.github.lungo.hostile.Operation.GET;
import static io.github.lungo.hostile.Operation.GET_ALL;
import static io.github.lungo.hostile.Operation.GET_ASYNC;
import static io.github.lungo.hostile.Operation.GET_WITH_LOADER;
import static io.github.lungo.hostile.Operation.INVOKE_READ;
import static io.github.lungo.hostile.Operation.LOAD_ALL;
import static io.github.lungo.hostile.Operation.LOAD_ALL_AGAIN;
import static io.github.lungo.hostile.Rules.ENDS;
import static io.github.lungo.hostile.Rules.FAILS;
import static io.github.lungo.hostile.Rules.both;
import static io.github.lungo.hostile.Rules.rule;

import java.util.List;
import java.util.stream.Stream;

/** What holds for loaders, of the configuration and of single calls. */
final class LoaderRules {

  private LoaderRules() {}

  static Stream<Rule> all() {
    Callback loader = Callback.LOADER;
    Callback given = Callback.CALL_LOADER;
    List<Operation> one = List.of(GET, GET_ASYNC);
    List<Operation> given1 = List.of(GET_WITH_LOADER);
    List<Operation> bulk = List.of(GET_ALL, LOAD_ALL);
    return Stream.of(
        rule(
            loader,
            FAILS,
            List.of(GET, GET_ASYNC, GET_ALL, LOAD_ALL, LOAD_ALL_AGAIN),
            Gets.LOADER_EXCEPTION,
            Leaves.AS_BEFORE),
        rule(loader, FAILS, List.of(INVOKE_READ), Gets.PROCESSOR_FAILS_TO_LOAD, Leaves.AS_BEFORE),
        rule(
            loader,
            List.of(RETURNS_NULL),
            List.of(GET, GET_ASYNC, INVOKE_READ),
            Gets.NOTHING,
            Leaves.ABSENT),
        rule(loader, List.of(RETURNS_NULL), bulk, Gets.LOADER_RETURNS_NO_MAP, Leaves.AS_BEFORE),
        rule(
            loader,
            List.of(RETURNS_WRONG_TYPE),
            one,
            Gets.LOADER_RETURNS_STRANGER,
            Leaves.AS_BEFORE),
        rule(
            loader,
            List.of(RETURNS_WRONG_VALUES),
            bulk,
            Gets.LOADER_RETURNS_STRANGER,
            Leaves.AS_BEFORE),
        rule(
            loader,
            List.of(RETURNS_TOO_FEW, RETURNS_NULL_VALUES),
            bulk,
            Gets.RESULT,
            Leaves.COMPANION_LOADED),
        rule(loader, List.of(RETURNS_TOO_MANY), bulk, Gets.RESULT, Leaves.LOADED),
        rule(
            loader,
            List.of(HANGS),
            List.of(GET, GET_ASYNC, GET_ALL, LOAD_ALL, INVOKE_READ),
            Gets.RESULT,
            Leaves.LOADED),
        rule(
            loader,
            List.of(GETS_ITS_KEY),
            List.of(GET, GET_ASYNC, GET_ALL, LOAD_ALL),
            Gets.LOADER_ASKS_ITSELF,
            Leaves.AS_BEFORE),
        rule(loader, List.of(PUTS_ITS_KEY), both(one, bulk), Gets.RESULT, Leaves.NESTED),
        rule(
            loader,
            List.of(GETS_ITS_KEY, PUTS_ITS_KEY),
            List.of(INVOKE_READ),
            Gets.PROCESSOR_FAILS_TO_LOAD,
            Leaves.AS_BEFORE),
        rule(
            loader,
            List.of(PUTS_ANOTHER_KEY),
            List.of(GET, GET_ASYNC, GET_ALL, LOAD_ALL),
            Gets.RESULT,
            Leaves.LOADED),
        rule(
            loader,
            List.of(CLEARS),
            List.of(GET, GET_ASYNC, GET_ALL, LOAD_ALL),
            Gets.RESULT,
            Leaves.ABSENT),
        rule(loader, ENDS, one, Gets.LOADED, Leaves.CLOSED),
        rule(given, FAILS, given1, Gets.LOADER_EXCEPTION, Leaves.AS_BEFORE),
        rule(given, List.of(RETURNS_NULL), given1, Gets.NOTHING, Leaves.ABSENT),
        rule(
            given,
            List.of(RETURNS_WRONG_TYPE),
            given1,
            Gets.LOADER_RETURNS_STRANGER,
            Leaves.AS_BEFORE),
        rule(given, List.of(HANGS, PUTS_ANOTHER_KEY), given1, Gets.LOADED, Leaves.LOADED),
        rule(given, List.of(GETS_ITS_KEY), given1, Gets.LOADER_ASKS_ITSELF, Leaves.AS_BEFORE),
        rule(given, List.of(PUTS_ITS_KEY), given1, Gets.LOADED, Leaves.NESTED),
        rule(given, List.of(CLEARS), given1, Gets.LOADED, Leaves.ABSENT),
        rule(given, ENDS, given1, Gets.LOADED, Leaves.CLOSED));
  }
}
