// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import javax.cache.CacheException;

/** Whoever decides about a key has given no sign for as long as the call may wait. */
public final class UnansweredException extends CacheException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception of one call. */
  public UnansweredException(String message) {
    super(message);
  }
}
