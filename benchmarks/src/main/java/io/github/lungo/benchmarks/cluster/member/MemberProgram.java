// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import com.sun.management.OperatingSystemMXBean;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A program that does what it is told on standard input, line by line, until that ends, as it does when the parent does. Says
 * what came of each line on standard output: {@code @done ...} or {@code @refused why}.
 */
public final class MemberProgram {
  private final ClusterContender contender;
  private final Place place;
  private final int number;
  private final int entries;
  private @Nullable Site site;

  private MemberProgram(String[] arguments) {
    contender = ClusterContender.of(arguments[0]);
    place = new Place(arguments[1], Integer.parseInt(arguments[2]));
    number = Integer.parseInt(arguments[3]);
    entries = Integer.parseInt(arguments[4]);
  }

  /**
   * Runs the member.
   *
   * @param arguments contender, name of the cluster, its first port, which of its members this is, how many entries it has
   */
  @SuppressWarnings({"CatchAndPrintStackTrace", "SystemExitOutsideMain"}) // the parent shows it
  public static void main(String[] arguments) throws IOException {
    var program = new MemberProgram(arguments);
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        try {
          say("done", program.obey(order.split(" ", -1)));
        } catch (Exception | LinkageError | VirtualMachineError failure) {
          failure.printStackTrace();
          say("refused", order + ": " + reason(failure));
        }
      }
    }
    Runtime.getRuntime().halt(0); // whatever threads the product still has
  }

  private static void say(String kind, String what) {
    System.out.println("@" + kind + " " + what.replace('\n', ' '));
    System.out.flush();
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause == failure ? failure.toString() : failure + ", by " + cause;
  }

  private String obey(String[] order) throws Exception {
    switch (order[0]) {
      case "join" -> site = join();
      case "cpu" -> {
        return Long.toString(
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
      }
      case "load" -> {
        LoadCase of = LoadCase.of(order[1]);
        return new Load(
                joined().calls(of), of, Integer.parseInt(order[2]), Long.parseLong(order[3]))
            .run()
            .toString();
      }
      case "leave" -> joined().close();
      default -> {
        return joined().obey(order);
      }
    }
    return "";
  }

  private Site join() throws Exception {
    return switch (contender) {
      case TCP -> new TcpSite(place, number);
      case JGROUPS -> new JGroupsSite(place);
      default -> new CacheSite(contender, place, entries);
    };
  }

  private Site joined() {
    if (site == null) {
      throw new IllegalStateException("it has not joined");
    }
    return site;
  }
}
