// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.io.Serial;

/** Bytes of another node are damaged, or of a release that this one does not understand. */
public final class UnreadableException extends Exception {

  @Serial
  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
