// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

/** Bytes that are not what they should be: cut short, longer than they say, of an unknown version or type. */
public final class MalformedFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one that says what was expected and what was found. */
  public MalformedFrameException(String message) {
    super(message);
  }

  /** Creates one that says what was expected and what was found. */
  public MalformedFrameException(String message, Throwable cause) {
    super(message, cause);
  }
}
