// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Throws what was caught elsewhere. */
public final class Failing {

  private Failing() {}

  /** Throws a failure as it is, if there is one; a checked exception comes wrapped. */
  public static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure != null) {
      throw new CacheException(failure);
    }
  }
}
