// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.CacheMode;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.node.NodeMain;
import io.github.lungo.examples.demo.node.RemoteNode;
import io.github.lungo.examples.demo.table.TableAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/**
 * Nodes that are JVMs of their own, in a cluster that no other demo shares. None outlives this process: a hook kills them, and
 * where that cannot run, their input ends and they with it. Confined to the main thread.
 */
public final class JvmNodes implements Nodes {
  private final TableAddress table;
  private final CacheMode mode;
  private final String cluster = "lungo-demo-" + ProcessHandle.current().pid();
  private final NodeLogs logs;
  private final Map<Node, NodeProcess> processes = new LinkedHashMap<>();
  private final ConcurrentMap<NodeProcess, Boolean> started = new ConcurrentHashMap<>();
  private final Thread hook = new Thread(this::end, "demo-end");
  private int count;

  private JvmNodes(TableAddress table, CacheMode mode, NodeLogs logs) {
    this.table = table;
    this.mode = mode;
    this.logs = logs;
  }

  /** Returns the nodes of a cluster that has none yet. */
  public static JvmNodes open(TableAddress table, CacheMode mode) {
    JvmNodes nodes = new JvmNodes(table, mode, NodeLogs.create());
    Runtime.getRuntime().addShutdownHook(nodes.hook);
    return nodes;
  }

  @Override
  public List<Node> start(int number, int members) {
    List<NodeProcess> starting =
        IntStream.range(0, number).mapToObj(node -> launch(members)).toList();
    return starting.stream().map(this::joined).toList();
  }

  private NodeProcess launch(int members) {
    count++;
    String name = "node-" + count;
    ProcessBuilder command = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            // Several JVMs share few processors: what costs least to start is fastest here.
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeMain.class.getName(),
            cluster,
            mode.name(),
            String.valueOf(members),
            table.url())
        .redirectError(logs.of(name));
    command.environment().put(NodeMain.PASSWORD, table.password());
    NodeProcess process = NodeProcess.start(name, command);
    started.put(process, true);
    return process;
  }

  private Node joined(NodeProcess process) {
    logs.showIfFails(process::awaitReady);
    Node node = new RemoteNode(process::ask);
    processes.put(node, process);
    return node;
  }

  @Override
  public void kill(Node node) {
    NodeProcess process = processes.remove(node);
    if (process == null) {
      throw new IllegalArgumentException("the node does not run");
    }
    process.kill();
    if (process.isLeft()) {
      throw new IllegalStateException("a killed process is still there");
    }
    started.remove(process);
  }

  @Override
  public long stop() {
    processes.keySet().forEach(JvmNodes::leave);
    started.keySet().forEach(NodeProcess::end);
    long left = started.keySet().stream().filter(NodeProcess::isLeft).count();
    killAll();
    processes.clear();
    started.clear();
    return left;
  }

  private static void leave(Node node) {
    try {
      node.leave();
    } catch (RuntimeException e) {
      System.err.println("demo: a node did not leave: " + e.getMessage());
    }
  }

  /** What is left to do where the demo is interrupted. */
  private void end() {
    killAll();
    logs.delete();
  }

  private void killAll() {
    started.keySet().forEach(NodeProcess::kill);
  }

  /** Also deletes what the nodes have logged. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(hook);
    logs.delete();
  }
}
