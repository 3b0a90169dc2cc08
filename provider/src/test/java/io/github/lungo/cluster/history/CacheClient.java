// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.io.Serializable;
import java.util.function.Predicate;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;

/** A client that calls a real cache and has each call recorded. As thread-safe as the cache. */
public final class CacheClient {
  private final Cache<String, Long> cache;
  private final Client client;
  private final Recorder recorder;
  private final Predicate<RuntimeException> isWithoutEffect;

  /**
   * Makes a client of a cache.
   *
   * @param isWithoutEffect tells the exceptions after which the call did and will do nothing; all others leave it undecided
   */
  public CacheClient(
      Cache<String, Long> cache,
      Client client,
      Recorder recorder,
      Predicate<RuntimeException> isWithoutEffect) {
    this.cache = cache;
    this.client = client;
    this.recorder = recorder;
    this.isWithoutEffect = isWithoutEffect;
  }

  /** Makes a call and returns its answer; {@link Operation#EVERY_KEY} is the key of {@link Kind#CLEAR}. */
  public Answer call(String key, Call call) {
    OpenCall open = recorder.begin(client, key, call);
    Answer answer = answer(key, call);
    open.end(answer);
    return answer;
  }

  private Answer answer(String key, Call call) {
    try {
      return ask(key, call);
    } catch (RuntimeException e) {
      return isWithoutEffect.test(e) ? Answer.FAILED : Answer.UNDECIDED;
    }
  }

  private Answer ask(String key, Call call) {
    long value = call.value();
    return switch (call.kind()) {
      case GET, LOAD -> orNothing(cache.get(key));
      case CONTAINS_KEY -> Answer.of(cache.containsKey(key));
      case PUT -> {
        cache.put(key, value);
        yield Answer.DONE;
      }
      case GET_AND_PUT -> orNothing(cache.getAndPut(key, value));
      case PUT_IF_ABSENT -> Answer.of(cache.putIfAbsent(key, value));
      case REPLACE -> Answer.of(cache.replace(key, value));
      case REPLACE_EXACT -> Answer.of(cache.replace(key, call.expected(), value));
      case GET_AND_REPLACE -> orNothing(cache.getAndReplace(key, value));
      case REMOVE -> Answer.of(cache.remove(key));
      case REMOVE_EXACT -> Answer.of(cache.remove(key, call.expected()));
      case GET_AND_REMOVE -> orNothing(cache.getAndRemove(key));
      case ADD -> Answer.of((long) cache.invoke(key, new Adding(), value));
      case CLEAR -> {
        cache.clear();
        yield Answer.DONE;
      }
      case LOADER_RUN -> throw new IllegalArgumentException("not a call of a cache: " + call);
    };
  }

  private static Answer orNothing(Long value) {
    return value == null ? Answer.NOTHING : Answer.of((long) value);
  }

  /** Adds its argument to the entry, and answers with the sum. */
  private static final class Adding implements EntryProcessor<String, Long, Long>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Long process(MutableEntry<String, Long> entry, Object... arguments) {
      long before = entry.exists() ? entry.getValue() : 0;
      long sum = before + (Long) arguments[0];
      entry.setValue(sum);
      return sum;
    }
  }
}
