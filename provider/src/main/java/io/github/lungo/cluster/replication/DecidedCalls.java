// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls that have changed a segment and whose callers may still repeat them. Confined to the segment's mailbox. */
final class DecidedCalls {
  private final Map<NodeId, TreeMap<Long, DecidedCall>> byCaller = new HashMap<>();

  void add(DecidedCall call) {
    forgetBelow(call.id());
    byCaller
        .computeIfAbsent(call.id().caller(), caller -> new TreeMap<>())
        .put(call.id().number(), call);
  }

  @Nullable
  CallAnswer answerTo(OperationId id) {
    @Nullable TreeMap<Long, DecidedCall> calls = byCaller.get(id.caller());
    @Nullable DecidedCall call = calls == null ? null : calls.get(id.number());
    return call == null ? null : call.answer();
  }

  /** Lets go of what the caller knows. */
  void forgetBelow(OperationId id) {
    @Nullable TreeMap<Long, DecidedCall> calls = byCaller.get(id.caller());
    if (calls != null) {
      calls.headMap(id.decidedBelow()).clear();
      if (calls.isEmpty()) {
        byCaller.remove(id.caller());
      }
    }
  }

  /** Lets go of the calls of members that are gone: nobody is left to repeat them. */
  void retain(List<NodeId> members) {
    byCaller.keySet().retainAll(members);
  }

  List<DecidedCall> all() {
    List<DecidedCall> all = new ArrayList<>();
    byCaller.values().forEach(calls -> all.addAll(calls.values()));
    return all;
  }
}
