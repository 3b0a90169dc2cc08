// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import java.util.TreeSet;

/** Numbers the calls of this member, and knows up to which of them it has the answers. Thread-safe. */
final class CallNumbers {
  private final NodeId self;

  @GuardedBy("this")
  private final TreeSet<Long> open = new TreeSet<>();

  @GuardedBy("this")
  private long last;

  CallNumbers(NodeId self) {
    this.self = self;
  }

  synchronized OperationId next() {
    last++;
    open.add(last);
    return new OperationId(self, last, open.first());
  }

  /** Notes that a call is over for its caller, whatever came of it. */
  synchronized void decided(OperationId id) {
    open.remove(id.number());
  }
}
