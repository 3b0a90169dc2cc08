// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import java.util.function.Supplier;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** What an entry processor answered for one of many keys: a value, or a failure that the caller gets when it asks. */
final class ProcessorResult<T> implements EntryProcessorResult<T> {
  private final @Nullable T value;
  private final @Nullable Throwable failure;

  private ProcessorResult(@Nullable T value, @Nullable Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  /** Returns the result of a call, or null if the call returns null, which has no result. */
  @SuppressWarnings("CatchingUnchecked") // an Error belongs to its key too
  static <T> @Nullable ProcessorResult<T> of(Supplier<@Nullable T> call) {
    try {
      @Nullable T value = call.get();
      return value == null ? null : new ProcessorResult<>(value, null);
    } catch (Throwable failure) {
      return new ProcessorResult<>(null, failure);
    }
  }

  @Override
  public @Nullable T get() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof EntryProcessorException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new EntryProcessorException(failure.getMessage(), failure);
    }
    return value;
  }
}
