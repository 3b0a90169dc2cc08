// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks several nodes at the same time. */
final class Together {

  private Together() {}

  /** Returns what each node answered, in their order. */
  static <T> List<T> ask(List<Node> nodes, Function<Node, T> question) {
    List<CompletableFuture<T>> answers = nodes.stream()
        .map(node -> CompletableFuture.supplyAsync(() -> question.apply(node), Together::inThread))
        .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void inThread(Runnable work) {
    Thread thread = new Thread(work, "demo-together");
    thread.setDaemon(true);
    thread.start();
  }
}
