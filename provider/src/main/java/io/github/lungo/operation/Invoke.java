// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.message.Printed;
import java.util.Arrays;
import java.util.List;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/**
 * Runs an entry processor on the entry and takes its net effect. Answers what the processor returns.
 *
 * @param processor the user's processor; an exception of it becomes an {@link EntryProcessorException} and changes nothing
 * @param arguments what the processor is given
 */
public record Invoke<K, V, T>(EntryProcessor<K, V, T> processor, List<Object> arguments)
    implements EntryOperation<K, V, @Nullable T> {
  private static final Object[] NONE = {};

  /** Returns an operation that gives the processor a copy of the arguments each time. */
  public static <K, V, T> Invoke<K, V, T> of(
      EntryProcessor<K, V, T> processor, Object... arguments) {
    return new Invoke<>(processor, arguments.length == 0 ? List.of() : Arrays.asList(arguments));
  }

  @Override
  public Outcome<@Nullable T> apply(@Nullable CachedValue before, OperationContext<K, V> context) {
    ProcessorEntry<K, V> entry = new ProcessorEntry<>(before, context);
    @Nullable T result;
    try {
      result = processor.process(entry, arguments.isEmpty() ? NONE : arguments.toArray());
    } catch (EntryProcessorException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new EntryProcessorException(
          "entry processor " + processor.getClass().getName() + " failed on key "
              + Printed.text(context.key()) + ": " + Printed.text(failure),
          failure);
    } finally {
      entry.retire();
    }
    return entry.outcome(result);
  }
}
