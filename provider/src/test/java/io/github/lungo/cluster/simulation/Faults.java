// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Trouble at random, within limits, as a seed has it: {@code faults.start(); time.runUntil(faults::areOver, …)}. Each fault
 * that lasts is undone in time; the trace names both. Confined to one thread.
 */
public final class Faults {
  private static final double HEAVY_LOSS = 1.0 / 3;
  private static final Duration RETRY = Duration.ofMillis(100);

  private final SimulatedNetwork network;
  private final FaultLimits limits;
  private final Application application;
  private final Dice dice;
  private final Lane lane;
  private BooleanSupplier ready = () -> true;
  private int begun;
  private int lasting;
  private int losses;

  /** Creates faults that have not begun. */
  public Faults(long seed, SimulatedNetwork network, FaultLimits limits, Application application) {
    this.network = network;
    this.limits = limits;
    this.application = application;
    this.dice = new Dice(~seed);
    this.lane = network.time().lane("faults");
  }

  /** Puts off each fault until the condition is met: until copies are complete, say. */
  public Faults onlyWhen(BooleanSupplier condition) {
    ready = condition;
    return this;
  }

  /** Returns whether no fault lasts. */
  public boolean areUndone() {
    return lasting == 0;
  }

  /** Begins. */
  public void start() {
    prepareNext();
  }

  /** Returns whether all faults have been, and were undone. */
  public boolean areOver() {
    return begun == limits.number() && lasting == 0;
  }

  private void prepareNext() {
    if (begun < limits.number()) {
      later(dice.upTo(limits.pace().multipliedBy(2)), "next", this::next);
    }
  }

  private void next() {
    List<FaultKind> possible = ready.getAsBoolean()
        ? limits.kinds().stream().filter(this::isPossible).toList()
        : List.of();
    if (possible.isEmpty()) {
      later(RETRY, "not yet", this::next);
      return;
    }
    begun++;
    FaultKind kind = dice.oneOf(possible);
    network.time().note("fault " + begun + " " + kind);
    begin(kind);
    prepareNext();
  }

  private boolean isPossible(FaultKind kind) {
    int awake = network.awake().size();
    return switch (kind) {
      case CRASH, LEAVE, PAUSE -> awake > limits.fewest();
      case RESTART -> !network.ended().isEmpty();
      case CUT, CUT_ONE_WAY, SPLIT -> awake > 1;
      case JOIN, LOSS -> true;
    };
  }

  private void begin(FaultKind kind) {
    switch (kind) {
      case CRASH -> network.crash(dice.oneOf(network.awake()));
      case RESTART -> application.start(network.restart(dice.oneOf(network.ended())));
      case LEAVE -> application.leave(dice.oneOf(network.awake()));
      case JOIN -> application.start(network.add());
      case PAUSE -> pause(dice.oneOf(network.awake()));
      case CUT -> cut(true);
      case CUT_ONE_WAY -> cut(false);
      case SPLIT -> split();
      case LOSS -> lose();
    }
  }

  private void pause(SimulatedNode node) {
    network.pause(node);
    last("resume " + node, () -> {
      if (node.isPaused()) {
        network.resume(node);
      }
    });
  }

  private void cut(boolean isBothWays) {
    List<SimulatedNode> some = shuffled();
    SimulatedNode one = some.get(0);
    SimulatedNode other = some.get(1);
    network.cutOneWay(one, other);
    if (isBothWays) {
      network.cutOneWay(other, one);
    }
    last("heal " + one + "-" + other, () -> network.heal(one, other));
  }

  private void split() {
    List<SimulatedNode> some = shuffled();
    int size = 1 + dice.below(some.size() - 1);
    List<SimulatedNode> side = some.subList(0, size);
    List<SimulatedNode> rest = some.subList(size, some.size());
    for (SimulatedNode one : side) {
      rest.forEach(other -> network.cut(one, other));
    }
    last("heal " + side + "-" + rest, () -> {
      for (SimulatedNode one : side) {
        rest.forEach(other -> network.heal(one, other));
      }
    });
  }

  private void lose() {
    losses++;
    network.lose(HEAVY_LOSS);
    last("no loss", () -> {
      losses--;
      if (losses == 0) {
        network.loseAsBefore();
      }
    });
  }

  private List<SimulatedNode> shuffled() {
    List<SimulatedNode> left = new ArrayList<>(network.awake());
    List<SimulatedNode> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(dice.below(left.size())));
    }
    return shuffled;
  }

  private void last(String end, Runnable undo) {
    lasting++;
    Duration most = dice.happens(0.5) ? limits.longest() : limits.longest().dividedBy(8);
    later(dice.upTo(most), end, () -> {
      undo.run();
      lasting--;
    });
  }

  private void later(Duration delay, String what, Runnable task) {
    network.time().schedule(lane, delay, what, task);
  }
}
