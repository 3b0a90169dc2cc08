// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

/** A node ended, or did not answer in time: nobody knows what became of the request. */
public final class NodeLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeLostException(String message) {
    super(message);
  }
}
