// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import javax.cache.Cache;

/**
 * A program that is a member of a test's cluster, keeps what it must of a {@link FilledCache}, and tells of it until its input
 * ends.
 */
public final class HoldingProgram {

  private HoldingProgram() {}

  /** Takes the cluster's name and port, and the member's place. */
  public static void main(String[] arguments) throws Exception {
    ClusterPlace place = new ClusterPlace(arguments[0], Integer.parseInt(arguments[1]));
    try (RunningMember member = RunningMember.join(place, arguments[2], String.class)) {
      System.out.println("joined");
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(answer(order.split(" ", -1), member));
      }
    }
  }

  private static String answer(String[] order, RunningMember member) {
    if (order[0].equals("standing")) {
      return member.standing(order[1]).toString();
    }
    Cache<String, String> cache =
        member.caches(String.class).get(RunningMember.CACHES.indexOf(order[1]));
    if (order[0].equals("get")) {
      return String.valueOf(cache.get(order[2]));
    }
    return FilledCache.Held.here(cache, member.kept(order[1])).toString();
  }
}
