// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node's program. It ends with its standard input, so that it never outlives who started it. */
public final class NodeMain {
  /** The line that says that the node is a member. */
  public static final String READY = "ready";

  /** The environment's variable with the table's password, which is no argument as everybody can list those. */
  public static final String PASSWORD = "DEMO_TABLE_PASSWORD";

  private NodeMain() {}

  /** Takes the cluster's name, the mode, the least number of members, and the table's URL. */
  public static void main(String... arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // whoever else prints must not look like an answer
    ExecutorService worker = Executors.newSingleThreadExecutor();
    CompletableFuture<NodeService> joined =
        CompletableFuture.supplyAsync(() -> join(answers, arguments), worker);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String request = line;
      worker.execute(() -> answers.println(joined.join().answer(request)));
    }
    // Not exit: nothing that still runs here may keep the process.
    Runtime.getRuntime().halt(0);
  }

  private static NodeService join(PrintStream answers, String... arguments) {
    try {
      ClusteredCaches caches = ClusteredCaches.of(arguments[0], arguments[1], arguments[2]);
      TableAddress address = new TableAddress(arguments[3], System.getenv(PASSWORD));
      CacheNode node = new CacheNode(caches, CharacterTable.connect(address));
      answers.println(READY);
      return new NodeService(node);
    } catch (RuntimeException | Error e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }
}
