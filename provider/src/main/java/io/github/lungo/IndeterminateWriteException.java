// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.io.Serial;
import javax.cache.CacheException;

/**
 * Thrown by a write of a clustered cache of which it is not known whether it has happened, or still will: no answer came until
 * the deadline. The message names the cache, the key and the member that was asked. Reading the key tells what holds then.
 */
public final class IndeterminateWriteException extends CacheException {
  @Serial
  private static final long serialVersionUID = 1;

  /** Creates the exception. */
  public IndeterminateWriteException(String message) {
    super(message);
  }
}
