// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import static io.github.lungo.hostile.Misbehaviour.ASKS_FOR_ITS_CACHE;
import static io.github.lungo.hostile.Misbehaviour.CHANGES;
import static io.github.lungo.hostile.Misbehaviour.CLEARS;
import static io.github.lungo.hostile.Misbehaviour.CLOSES;
import static io.github.lungo.hostile.Misbehaviour.CREATES_ANOTHER_CACHE;
import static io.github.lungo.hostile.Misbehaviour.CREATES_ITS_CACHE;
import static io.github.lungo.hostile.Misbehaviour.DESTROYS;
import static io.github.lungo.hostile.Misbehaviour.ERRS_HALFWAY;
import static io.github.lungo.hostile.Misbehaviour.FAILS_HALFWAY;
import static io.github.lungo.hostile.Misbehaviour.GETS_ITS_KEY;
import static io.github.lungo.hostile.Misbehaviour.HANGS;
import static io.github.lungo.hostile.Misbehaviour.IS_NEGATIVE;
import static io.github.lungo.hostile.Misbehaviour.PUTS_ANOTHER_KEY;
import static io.github.lungo.hostile.Misbehaviour.PUTS_ITS_KEY;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_NULL;
import static io.github.lungo.hostile.Misbehaviour.RETURNS_WRONG_TYPE;
import static io.github.lungo.hostile.Misbehaviour.SETS_NULL;
import static io.github.lungo.hostile.Misbehaviour.SETS_WRONG_TYPE;
import static io.github.lungo.hostile.Misbehaviour.SPOILS_THE_BATCH;
import static io.github.lungo.hostile.Misbehaviour.THROWS_AT_THE_SECOND_CALL;
import static io.github.lungo.hostile.Misbehaviour.THROWS_ERROR;
import static io.github.lungo.hostile.Misbehaviour.THROWS_EXCEPTION;
import static io.github.lungo.hostile.Operation.CLOSE;
import static io.github.lungo.hostile.Operation.CREATE_CACHE;
import static io.github.lungo.hostile.Operation.DESTROY;
import static io.github.lungo.hostile.Operation.EXPIRE;
import static io.github.lungo.hostile.Operation.GET_ASYNC;
import static io.github.lungo.hostile.Operation.GET_PRESENT;
import static io.github.lungo.hostile.Operation.INVOKE;
import static io.github.lungo.hostile.Operation.INVOKE_ALL;
import static io.github.lungo.hostile.Operation.ITERATE;
import static io.github.lungo.hostile.Operation.LOAD_ALL;
import static io.github.lungo.hostile.Operation.PUT;
import static io.github.lungo.hostile.Operation.PUT_ALL;
import static io.github.lungo.hostile.Operation.PUT_PRESENT;
import static io.github.lungo.hostile.Operation.REGISTER;
import static io.github.lungo.hostile.Operation.REMOVE;
import static io.github.lungo.hostile.Operation.REMOVE_ALL;
import static io.github.lungo.hostile.Operation.REMOVE_EQUAL;
import static io.github.lungo.hostile.Operation.REPLACE_EQUAL;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All rules, in the order of the page. */
final class Rules {
  private static final List<Misbehaviour> THROWS = Rule.EXCEPTIONS;
  private static final List<Misbehaviour> ERRS = Rule.ERRORS;
  static final List<Misbehaviour> FAILS = both(THROWS, ERRS);
  static final List<Misbehaviour> ENDS = List.of(CLOSES, DESTROYS);

  static final List<Rule> ALL = Stream.of(
          LoaderRules.all(),
          writers(),
          processors(),
          listeners(),
          policies(),
          weighers(),
          threads(),
          factories(),
          closing(),
          keysAndValues(),
          SecondCallerRules.all())
      .flatMap(Function.identity())
      .toList();

  private Rules() {}

  /** Returns what holds for one callback. */
  static Rule rule(
      Callback callback,
      List<Misbehaviour> misbehaviours,
      List<Operation> operations,
      Gets gets,
      Leaves leaves) {
    return new Rule(List.of(callback), misbehaviours, operations, gets, leaves);
  }

  /** Returns the union of some lists. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> List<T> both(List<T>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private static Stream<Rule> writers() {
    Callback writer = Callback.WRITER;
    List<Operation> all =
        List.of(PUT, PUT_PRESENT, PUT_ALL, REPLACE_EQUAL, REMOVE, REMOVE_ALL, INVOKE);
    return Stream.of(
        rule(writer, THROWS, all, Gets.WRITER_EXCEPTION, Leaves.AS_BEFORE),
        rule(writer, ERRS, all, Gets.ERROR, Leaves.AS_BEFORE),
        rule(writer, THROWS, List.of(INVOKE_ALL), Gets.PROCESSOR_FAILS_TO_WRITE, Leaves.AS_BEFORE),
        rule(
            writer,
            List.of(FAILS_HALFWAY),
            List.of(PUT_ALL),
            Gets.WRITER_EXCEPTION,
            Leaves.COMPANION_WRITTEN),
        rule(writer, List.of(ERRS_HALFWAY), List.of(PUT_ALL), Gets.ERROR, Leaves.COMPANION_WRITTEN),
        rule(
            writer,
            List.of(SPOILS_THE_BATCH),
            List.of(PUT_ALL, REMOVE_ALL),
            Gets.WRITER_EXCEPTION,
            Leaves.AS_BEFORE),
        rule(
            writer,
            List.of(HANGS, PUTS_ANOTHER_KEY),
            List.of(PUT, PUT_PRESENT, PUT_ALL, INVOKE),
            Gets.RESULT,
            Leaves.NEW),
        rule(
            writer,
            List.of(HANGS, PUTS_ANOTHER_KEY),
            List.of(REMOVE, REMOVE_ALL),
            Gets.RESULT,
            Leaves.ABSENT),
        rule(writer, List.of(PUTS_ITS_KEY), all, Gets.WRITER_CHANGES_ITS_KEY, Leaves.AS_BEFORE),
        rule(writer, List.of(CLEARS), List.of(PUT, PUT_ALL), Gets.RESULT, Leaves.NEW),
        rule(writer, ENDS, List.of(PUT, PUT_ALL, REMOVE), Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> processors() {
    Callback processor = Callback.PROCESSOR;
    List<Operation> both = List.of(INVOKE, INVOKE_ALL);
    return Stream.of(
        rule(processor, THROWS, both, Gets.PROCESSOR_EXCEPTION, Leaves.AS_BEFORE),
        rule(processor, ERRS, both, Gets.ERROR, Leaves.AS_BEFORE),
        rule(processor, List.of(SETS_NULL), both, Gets.PROCESSOR_SETS_NULL, Leaves.AS_BEFORE),
        rule(processor, List.of(SETS_WRONG_TYPE), List.of(INVOKE), Gets.STRANGER, Leaves.AS_BEFORE),
        rule(
            processor,
            List.of(SETS_WRONG_TYPE),
            List.of(INVOKE_ALL),
            Gets.PROCESSOR_SETS_STRANGER,
            Leaves.AS_BEFORE),
        rule(
            processor,
            List.of(HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY, CLEARS),
            both,
            Gets.RESULT,
            Leaves.NEW),
        rule(
            processor,
            List.of(PUTS_ITS_KEY),
            both,
            Gets.PROCESSOR_CHANGES_ITS_KEY,
            Leaves.AS_BEFORE),
        rule(processor, ENDS, both, Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> listeners() {
    List<Callback> synchronous = List.of(Callback.LISTENER, Callback.FILTER);
    Callback later = Callback.ASYNC_LISTENER;
    List<Operation> puts = List.of(PUT, PUT_PRESENT, PUT_ALL, INVOKE);
    List<Operation> removals = List.of(REMOVE, REMOVE_ALL, EXPIRE);
    return Stream.of(
        new Rule(synchronous, THROWS, puts, Gets.LISTENER_EXCEPTION, Leaves.NEW),
        new Rule(synchronous, THROWS, removals, Gets.LISTENER_EXCEPTION, Leaves.ABSENT),
        new Rule(synchronous, ERRS, puts, Gets.ERROR, Leaves.NEW),
        new Rule(synchronous, ERRS, removals, Gets.ERROR, Leaves.ABSENT),
        new Rule(
            synchronous,
            List.of(HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY),
            puts,
            Gets.RESULT,
            Leaves.NEW),
        new Rule(
            synchronous,
            List.of(PUTS_ITS_KEY),
            List.of(PUT, PUT_PRESENT, PUT_ALL, REMOVE, REMOVE_ALL),
            Gets.RESULT,
            Leaves.NESTED),
        new Rule(
            synchronous,
            List.of(CLEARS),
            List.of(PUT, PUT_PRESENT, REMOVE),
            Gets.RESULT,
            Leaves.ABSENT),
        new Rule(synchronous, ENDS, List.of(PUT, REMOVE), Gets.RESULT, Leaves.CLOSED),
        rule(later, FAILS, puts, Gets.RESULT, Leaves.NEW),
        rule(later, FAILS, List.of(REMOVE), Gets.RESULT, Leaves.ABSENT),
        rule(later, List.of(HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY), puts, Gets.RESULT, Leaves.NEW),
        rule(
            later,
            List.of(PUTS_ITS_KEY),
            List.of(PUT, PUT_PRESENT, PUT_ALL, REMOVE),
            Gets.RESULT,
            Leaves.NESTED),
        rule(later, List.of(CLEARS), List.of(PUT, REMOVE), Gets.RESULT, Leaves.ABSENT),
        rule(later, ENDS, List.of(PUT, REMOVE), Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> policies() {
    Callback policy = Callback.POLICY;
    List<Misbehaviour> harmless =
        both(FAILS, List.of(RETURNS_NULL, HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY));
    List<Operation> puts = List.of(PUT, PUT_PRESENT, INVOKE);
    List<Operation> reads = List.of(GET_PRESENT, ITERATE);
    return Stream.of(
        rule(policy, both(harmless, List.of(PUTS_ITS_KEY, CLEARS)), puts, Gets.RESULT, Leaves.NEW),
        rule(policy, harmless, reads, Gets.RESULT, Leaves.AS_BEFORE),
        rule(policy, List.of(PUTS_ITS_KEY), List.of(GET_PRESENT), Gets.RESULT, Leaves.NESTED),
        rule(policy, List.of(CLEARS), List.of(GET_PRESENT), Gets.RESULT, Leaves.ABSENT),
        rule(policy, ENDS, List.of(PUT, GET_PRESENT), Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> weighers() {
    Callback weigher = Callback.WEIGHER;
    List<Operation> puts = List.of(PUT, PUT_PRESENT, INVOKE);
    return Stream.of(
        rule(
            weigher,
            both(THROWS, List.of(IS_NEGATIVE)),
            puts,
            Gets.CACHE_EXCEPTION,
            Leaves.AS_BEFORE),
        rule(weigher, ERRS, puts, Gets.ERROR, Leaves.AS_BEFORE),
        rule(
            weigher,
            List.of(HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY, CLEARS),
            puts,
            Gets.RESULT,
            Leaves.NEW),
        rule(weigher, List.of(PUTS_ITS_KEY), puts, Gets.WEIGHER_CHANGES_ITS_KEY, Leaves.AS_BEFORE),
        rule(weigher, ENDS, List.of(PUT), Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> threads() {
    return Stream.of(
        rule(
            Callback.EXECUTOR,
            List.of(THROWS_EXCEPTION),
            List.of(GET_ASYNC, LOAD_ALL),
            Gets.LOADER_EXCEPTION,
            Leaves.AS_BEFORE),
        rule(
            Callback.EXECUTOR,
            List.of(THROWS_EXCEPTION),
            List.of(PUT, PUT_PRESENT),
            Gets.RESULT,
            Leaves.NEW),
        rule(
            Callback.COMPLETION_LISTENER,
            both(FAILS, List.of(HANGS, GETS_ITS_KEY, PUTS_ANOTHER_KEY)),
            List.of(LOAD_ALL),
            Gets.RESULT,
            Leaves.LOADED),
        rule(Callback.COMPLETION_LISTENER, ENDS, List.of(LOAD_ALL), Gets.RESULT, Leaves.CLOSED));
  }

  private static Stream<Rule> factories() {
    List<Callback> ofListeners = List.of(Callback.FACTORY_OF_LISTENER, Callback.FACTORY_OF_FILTER);
    List<Callback> all = both(
        List.of(Callback.FACTORY_OF_LOADER, Callback.FACTORY_OF_WRITER, Callback.FACTORY_OF_POLICY),
        ofListeners);
    List<Misbehaviour> bad = both(THROWS, List.of(RETURNS_NULL, RETURNS_WRONG_TYPE));
    List<Misbehaviour> errs = List.of(THROWS_ERROR);
    List<Misbehaviour> slow = List.of(HANGS);
    List<Operation> create = List.of(CREATE_CACHE);
    List<Operation> register = List.of(REGISTER);
    return Stream.of(
        new Rule(all, bad, create, Gets.CACHE_EXCEPTION, Leaves.NO_CACHE),
        new Rule(all, errs, create, Gets.ERROR, Leaves.NO_CACHE),
        new Rule(all, slow, create, Gets.RESULT, Leaves.AS_BEFORE),
        new Rule(
            all,
            List.of(ASKS_FOR_ITS_CACHE, CREATES_ANOTHER_CACHE, DESTROYS),
            create,
            Gets.RESULT,
            Leaves.AS_BEFORE),
        new Rule(all, List.of(CREATES_ITS_CACHE), create, Gets.CACHE_EXCEPTION, Leaves.NO_CACHE),
        new Rule(ofListeners, bad, register, Gets.CACHE_EXCEPTION, Leaves.AS_BEFORE),
        new Rule(ofListeners, errs, register, Gets.ERROR, Leaves.AS_BEFORE),
        new Rule(ofListeners, slow, register, Gets.RESULT, Leaves.AS_BEFORE),
        new Rule(
            ofListeners,
            List.of(ASKS_FOR_ITS_CACHE, CREATES_ANOTHER_CACHE, GETS_ITS_KEY, PUTS_ANOTHER_KEY),
            register,
            Gets.RESULT,
            Leaves.AS_BEFORE),
        new Rule(
            ofListeners,
            List.of(CREATES_ITS_CACHE),
            register,
            Gets.CACHE_EXCEPTION,
            Leaves.AS_BEFORE),
        new Rule(ofListeners, ENDS, register, Gets.CLOSED, Leaves.CLOSED));
  }

  private static Stream<Rule> closing() {
    return Stream.of(rule(
        Callback.CLOSE,
        both(FAILS, ENDS, List.of(HANGS, GETS_ITS_KEY, PUTS_ITS_KEY, CLEARS)),
        List.of(CLOSE, DESTROY),
        Gets.RESULT,
        Leaves.CLOSED));
  }

  private static Stream<Rule> keysAndValues() {
    Callback hash = Callback.KEY_HASH;
    Callback equals = Callback.KEY_EQUALS;
    List<Operation> all = List.of(GET_PRESENT, PUT_PRESENT, REMOVE, INVOKE);
    List<Operation> compare = List.of(REMOVE_EQUAL, REPLACE_EQUAL);
    return Stream.of(
        new Rule(
            List.of(hash, equals),
            both(THROWS, List.of(THROWS_ERROR)),
            all,
            Gets.AS_THROWN,
            Leaves.AS_BEFORE),
        rule(
            hash,
            List.of(THROWS_AT_THE_SECOND_CALL),
            List.of(REMOVE, INVOKE),
            Gets.AS_THROWN,
            Leaves.AS_BEFORE),
        rule(hash, List.of(CHANGES), List.of(REMOVE), Gets.RESULT, Leaves.ANYTHING),
        new Rule(
            List.of(hash, equals),
            List.of(HANGS),
            List.of(GET_PRESENT),
            Gets.RESULT,
            Leaves.AS_BEFORE),
        new Rule(
            List.of(hash, equals),
            List.of(HANGS),
            List.of(PUT_PRESENT, INVOKE),
            Gets.RESULT,
            Leaves.NEW),
        rule(Callback.VALUE_EQUALS, FAILS, compare, Gets.AS_THROWN, Leaves.AS_BEFORE),
        rule(
            Callback.VALUE_EQUALS,
            List.of(PUTS_ITS_KEY),
            compare,
            Gets.CACHE_EXCEPTION,
            Leaves.AS_BEFORE),
        rule(
            Callback.VALUE_EQUALS,
            List.of(HANGS, PUTS_ANOTHER_KEY),
            List.of(REPLACE_EQUAL),
            Gets.RESULT,
            Leaves.NEW));
  }
}
