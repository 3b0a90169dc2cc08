// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A class does not exist here, is not allowed, or has instances that bytes cannot hold. */
final class UnusableClassException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  private UnusableClassException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static UnusableClassException missing(String name, Throwable cause) {
    return new UnusableClassException("there is no class " + name + " here", cause);
  }

  static UnusableClassException notAllowed(String name) {
    return new UnusableClassException(
        name
            + " is not allowed; add it, or its package, to the configuration: lungo.cluster.allow = [\""
            + name + "\"]",
        null);
  }

  static UnusableClassException unfit(Class<?> type, String reason) {
    return new UnusableClassException(type.getTypeName() + " " + reason, null);
  }
}
