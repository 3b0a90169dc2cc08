// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.io.IOException;
import java.time.Duration;

/** A program that is a member of a test's cluster until its input ends, as it does when the test's JVM does. */
public final class RemoteMember {

  private RemoteMember() {}

  /** Takes the cluster's name, the port of both discovery and members, and the deadline for a sign of life. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    ClusterSettings settings = new ClusterSettings(
        arguments[0],
        Binding.of("127.0.0.1", port, 50),
        Startup.by(Discovery.Multicast.of("239.64.32.16", port)),
        false,
        TestCluster.deadlines(Duration.parse(arguments[2])));
    Member member = Member.start(settings);
    System.out.println("joined");
    System.in.readAllBytes();
    member.close();
  }
}
