// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Serial;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an object cannot be encoded or bytes cannot be decoded. The message names the class at fault and the path
 * to it, as in {@code cannot encode com.acme.Order.customer.socket (java.net.Socket): ...}. Immutable.
 */
public final class SerializationException extends CacheException {

  @Serial
  private static final long serialVersionUID = 1L;

  SerializationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
