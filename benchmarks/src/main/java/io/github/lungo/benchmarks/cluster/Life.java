// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.cluster.member.LoadCase;
import io.github.lungo.benchmarks.cluster.member.SlowLoader;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * All that is measured of one contender in one round, by one cluster: it is filled while it has two members, the third one
 * joins, then come the calls, by the first member, and in the end members are killed. Confined to one thread.
 */
final class Life {
  private static final int MOST_OF_FAILURE = 120;
  private static final int MOST_STAMPEDES = 20;

  private final Cluster cluster;
  private final ClusterContender contender;
  private final List<ClusterRow> rows;
  private final Pace pace;
  private final ClusterFigures figures;
  private int writings;

  Life(
      Cluster cluster,
      ClusterContender contender,
      List<ClusterRow> rows,
      Pace pace,
      ClusterFigures figures) {
    this.cluster = cluster;
    this.contender = contender;
    this.rows = rows;
    this.pace = pace;
    this.figures = figures;
  }

  /** One thing that may fail without an end to the rest. */
  @FunctionalInterface
  private interface Step {
    void run() throws RefusedException, IOException, InterruptedException;
  }

  /** Runs it; what fails is among the refusals. */
  void run() throws InterruptedException {
    if (attempt("start", this::start)) {
      rows.stream().filter(row -> row.of() != null).forEach(this::call);
    }
    once(ClusterRow.FILL, () -> figures.add("fill:ops", contender, fill(cluster.first())));
    once(ClusterRow.STAMPEDE, this::stampede);
    once(
        ClusterRow.KILL_LAST, () -> kill(ClusterRow.KILL_LAST, cluster.members().size() - 1));
    once(ClusterRow.KILL_FIRST, () -> {
      if (cluster.members().size() < contender.members()) {
        cluster.join(cluster.start());
      }
      kill(ClusterRow.KILL_FIRST, 0);
    });
  }

  private boolean attempt(String what, Step step) {
    try {
      step.run();
      return true;
    } catch (RefusedException | IOException why) {
      figures.refuse(contender, what, String.valueOf(why.getMessage()));
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void once(String name, Step step) {
    boolean isWanted = rows.stream().anyMatch(row -> row.name().equals(name));
    if (isWanted && cluster.members().stream().allMatch(MemberProcess::isAlive)) {
      attempt(name, step);
    }
  }

  private void start() throws RefusedException, IOException, InterruptedException {
    for (int i = 0; i < contender.members(); i++) {
      cluster.start();
    }
    List<MemberProcess> members = cluster.members();
    boolean isFilled = contender != ClusterContender.TCP && contender != ClusterContender.JGROUPS;
    for (int i = 0; i < members.size(); i++) {
      boolean isLast = i == members.size() - 1;
      if (isLast && i > 0 && isFilled) {
        fill(cluster.first());
      }
      long start = System.nanoTime();
      members.get(i).order("join", Cluster.PATIENCE);
      members.get(i).order("complete " + (i + 1), Cluster.PATIENCE);
      if (isLast && contender.level() != Level.FLOOR && hasState()) {
        figures.add("join:ms", contender, millis(System.nanoTime() - start));
        requireAll(members.get(i));
      }
    }
    if (isFilled) {
      fill(cluster.first()); // nobody has copies of what it has read until here
    }
  }

  private boolean hasState() {
    return rows.stream().anyMatch(row -> row.name().equals(ClusterRow.JOIN));
  }

  private void requireAll(MemberProcess member) throws RefusedException, InterruptedException {
    String missing = member.order("missing", Cluster.PATIENCE).get(0);
    if (!missing.equals("0")) {
      throw new RefusedException("the member that joined misses " + missing + " entries");
    }
  }

  private double fill(MemberProcess member) throws RefusedException, InterruptedException {
    long start = System.nanoTime();
    member.order("fill " + writings++, Cluster.PATIENCE);
    return pace.entries() * 1e9 / (System.nanoTime() - start);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private void call(ClusterRow row) {
    LoadCase of = row.of();
    if (of == null || !cluster.members().stream().allMatch(MemberProcess::isAlive)) {
      return;
    }
    attempt(row.name(), () -> {
      load(of, Pace.THREADS, pace.warmUp());
      renew(of);
      List<String> single = load(of, 1, pace.time());
      figures.add(row.name() + ":p50", contender, Double.parseDouble(single.get(2)) / 1e3);
      figures.add(row.name() + ":p99", contender, Double.parseDouble(single.get(3)) / 1e3);
      renew(of);
      long before = cluster.cpuNanos();
      List<String> many = load(of, Pace.THREADS, pace.time());
      double operations = Double.parseDouble(many.get(0));
      figures.add(row.name() + ":cpu", contender, (cluster.cpuNanos() - before) / 1e3 / operations);
      figures.add(
          row.name() + ":ops", contender, operations * 1e9 / Double.parseDouble(many.get(1)));
    });
  }

  private List<String> load(LoadCase of, int threads, Duration time)
      throws RefusedException, InterruptedException {
    MemberProcess caller = contender == ClusterContender.TCP
        ? cluster.members().get(cluster.members().size() - 1)
        : cluster.first();
    return caller.order(
        "load " + of.id() + " " + threads + " " + time.toMillis(), Cluster.PATIENCE);
  }

  /** Has another member write all entries, so that nobody else has a copy of one that it read before. */
  private void renew(LoadCase of) throws RefusedException, InterruptedException {
    if (of.isOncePerKey()) {
      fill(cluster.members().get(1));
    }
  }

  private void stampede() throws RefusedException, InterruptedException {
    int counted = 0;
    for (int i = 0; counted < pace.stampedes(); i++) {
      if (i == MOST_STAMPEDES) {
        throw new RefusedException("of " + i + " stampedes only " + counted
            + " had all callers in the first half of the load");
      }
      counted += stampede("missing-" + i) ? 1 : 0;
    }
  }

  /** Returns whether it counts: whoever asks when the load is over may have to load again. */
  private boolean stampede(String key) throws RefusedException, InterruptedException {
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
    long asked = 0;
    long answered = 0;
    for (List<String> answer :
        cluster.orderAll("stampede " + key + " " + Pace.STAMPEDE + " " + start)) {
      asked = Math.max(asked, Long.parseLong(answer.get(0)));
      answered = Math.max(answered, Long.parseLong(answer.get(1)));
    }
    int loads = 0;
    for (List<String> answer : cluster.orderAll("loads " + key)) {
      loads += Integer.parseInt(answer.get(0));
    }
    if (millis(asked) > SlowLoader.MILLIS / 2.0) {
      return false;
    }
    figures.add("stampede:loads", contender, loads);
    figures.add("stampede:ms", contender, millis(answered) - SlowLoader.MILLIS);
    return true;
  }

  /** Kills a member while the others write and read. */
  private void kill(String name, int number) throws RefusedException, InterruptedException {
    List<MemberProcess> members = cluster.members();
    MemberProcess victim = members.get(number);
    for (MemberProcess member : members) {
      if (member != victim) {
        member.order("clients " + name + "-" + members.indexOf(member), Cluster.PATIENCE);
      }
    }
    LockSupport.parkNanos(pace.beforeKill().toNanos());
    long when = cluster.kill(victim);
    LockSupport.parkNanos(pace.afterKill().toNanos());
    double longest = 0;
    int failed = 0;
    int lost = 0;
    for (List<String> answer : cluster.orderAll("clients-end " + when)) {
      longest = Math.max(longest, millis(Long.parseLong(answer.get(0))));
      failed += Integer.parseInt(answer.get(1));
      lost += Integer.parseInt(answer.get(2));
      String failure = String.join(" ", answer.subList(3, answer.size()));
      if (!failure.equals("-")) {
        figures.refuse(
            contender,
            name + ", the first that failed",
            failure.substring(0, Math.min(failure.length(), MOST_OF_FAILURE)));
      }
    }
    lost += Integer.parseInt(cluster.first().order("missing", Cluster.PATIENCE).get(0));
    figures.add(name + ":ms", contender, longest);
    figures.add(name + ":failed", contender, failed);
    figures.add(name + ":lost", contender, lost);
  }
}
