// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;

/**
 * A program that is a member of a test's cluster and does what its input says, line by line, until that ends, as it does when
 * the test's JVM does. Answers each line with one.
 */
public final class MemberProgram {

  private MemberProgram() {}

  /** Takes the cluster's name and port, the member's place and life, and the directory of histories. */
  public static void main(String[] arguments) throws Exception {
    ClusterPlace place = new ClusterPlace(arguments[0], Integer.parseInt(arguments[1]));
    MemberName name = new MemberName(arguments[2], Integer.parseInt(arguments[3]));
    try (RunningMember member = RunningMember.join(place, arguments[2], Long.class);
        Workload workload = new Workload(name, Path.of(arguments[4]), member.caches(Long.class))) {
      System.out.println("joined");
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(obey(order.split(" ", -1), member, workload));
      }
    }
  }

  private static String obey(String[] order, RunningMember member, Workload workload)
      throws Exception {
    switch (order[0]) {
      case "start" -> workload.start(Integer.parseInt(order[1]), Long.parseLong(order[2]));
      case "round" -> workload.turnTo(Integer.parseInt(order[1]));
      case "stop" -> workload.stop();
      case "read" -> workload.read(Keys.all(Integer.parseInt(order[1])));
      case "answered" -> {
        return String.valueOf(workload.answered());
      }
      case "standing" -> {
        return member.standing(order[1]).toString();
      }
      default -> throw new IllegalArgumentException("no such order: " + String.join(" ", order));
    }
    return "done";
  }
}
