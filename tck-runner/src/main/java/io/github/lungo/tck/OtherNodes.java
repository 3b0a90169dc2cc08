// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

/**
 * The nodes of the cluster besides the one that a fork of the TCK runs in. This is the seam where clustering plugs in: whatever starts the
 * nodes goes into {@link #start} and whatever ends them into {@link #close}. Confined to the thread that opens and closes the test session.
 */
final class OtherNodes implements AutoCloseable {
  private OtherNodes() {}

  /** Returns the running other nodes, none if the TCK runs on one node. */
  static OtherNodes start(TckSettings settings) {
    if (settings.nodes() > 1) {
      throw new IllegalStateException(
          "clustering is not there yet, tck.nodes must be 1: " + settings.nodes());
    }
    return new OtherNodes();
  }

  @Override
  public void close() {
    // Nothing was started.
  }
}
