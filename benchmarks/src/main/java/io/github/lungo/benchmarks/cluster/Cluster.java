// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.ClassPaths;
import io.github.lungo.benchmarks.cluster.member.MemberProgram;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Place;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The JVMs of one cluster, in the order in which they joined. Confined to one thread. */
final class Cluster implements AutoCloseable {
  /** What all JVMs get. */
  static final List<String> JVM_ARGUMENTS = List.of("-Xms1g", "-Xmx1g");

  /** How long most orders may take. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final int LEAST_PORT = 8_000;
  private static final int MOST_PORT = 14_000;
  private static final SplittableRandom PORTS = new SplittableRandom();

  private final ClusterContender contender;
  private final List<String> command = new ArrayList<>();
  private final Place place;
  private final int entries;
  private final Path log;
  private final List<MemberProcess> members = new ArrayList<>();
  private int started;

  Cluster(ClassPaths classPaths, ClusterContender contender, int entries, Path log)
      throws IOException {
    this.contender = contender;
    this.entries = entries;
    this.log = log;
    int port = freePorts();
    place = new Place("benchmark-" + ProcessHandle.current().pid() + "-" + port, port);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGUMENTS);
    command.addAll(contender.product().jvmArguments());
    command.addAll(
        List.of("-cp", classPaths.ofMember(contender.product()), MemberProgram.class.getName()));
  }

  /** What one of the products adds to its ports must not exceed 65,535. */
  private static int freePorts() throws IOException {
    while (true) {
      int first = PORTS.nextInt(LEAST_PORT, MOST_PORT);
      if (areFree(first)) {
        return first;
      }
    }
  }

  private static boolean areFree(int first) throws IOException {
    InetAddress address = InetAddress.getLoopbackAddress();
    for (int port = first; port < first + Place.PORTS; port++) {
      try (var socket = new ServerSocket(port, 1, address)) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (BindException taken) {
        return false;
      }
    }
    return true;
  }

  /** Starts a JVM that does nothing yet. */
  MemberProcess start() throws IOException {
    var all = new ArrayList<>(command);
    all.addAll(List.of(
        contender.id(),
        place.name(),
        Integer.toString(place.port()),
        Integer.toString(started++),
        Integer.toString(entries)));
    var member = new MemberProcess(all, log);
    members.add(member);
    return member;
  }

  /** Has the member of that place join, and waits until all have what they are to keep. */
  void join(MemberProcess member) throws RefusedException, InterruptedException {
    member.order("join", PATIENCE);
    member.order("complete " + members.size(), PATIENCE);
  }

  /** Returns those that have not been killed, the longest-standing first. */
  List<MemberProcess> members() {
    return members;
  }

  MemberProcess first() {
    return members.get(0);
  }

  /** Returns the processor time that all members have used, in nanoseconds. */
  long cpuNanos() throws RefusedException, InterruptedException {
    long nanos = 0;
    for (MemberProcess member : members) {
      nanos += Long.parseLong(member.order("cpu", PATIENCE).get(0));
    }
    return nanos;
  }

  /** Has all members do something at a time, and returns what comes of it. */
  List<List<String>> orderAll(String order) throws RefusedException, InterruptedException {
    for (MemberProcess member : members) {
      member.send(order);
    }
    var answers = new ArrayList<List<String>>();
    for (MemberProcess member : members) {
      answers.add(member.answer(PATIENCE));
    }
    return answers;
  }

  /** Ends a member as a crash does, and returns when that was. */
  long kill(MemberProcess member) throws InterruptedException {
    members.remove(member);
    return member.kill();
  }

  @Override
  public void close() {
    members.forEach(MemberProcess::close);
  }
}
