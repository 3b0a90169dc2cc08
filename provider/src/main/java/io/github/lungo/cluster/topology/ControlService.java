// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.util.concurrent.CompletableFuture;

/** Does what control messages ask for. The answers come when it is done, and never fail but for a mistake of ours. */
interface ControlService {

  CompletableFuture<Answer> join(NodeId from, ControlMessage.Join message);

  CompletableFuture<Answer> leave(NodeId from, ControlMessage.Leave message);

  CompletableFuture<Answer> completed(NodeId from, ControlMessage.Completed message);

  CompletableFuture<Answer> query(NodeId from, ControlMessage.Query message);

  CompletableFuture<Answer> install(NodeId from, ControlMessage.Install message);

  CompletableFuture<Answer> activate(NodeId from, ControlMessage.Activate message);
}
