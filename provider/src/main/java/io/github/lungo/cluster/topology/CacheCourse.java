// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a coordinator brings a cache from one topology to the next, one at a time, until all is as it should be. Confined to one
 * thread.
 */
final class CacheCourse implements InstallRound.Outcome {
  private static final System.Logger log = System.getLogger(CacheCourse.class.getName());

  private final ControlLink link;
  private final CoordinatedCache cache;
  private final long reign;
  private final Consumer<NodeId> strays;
  private final TopologyProbe probe;
  private @Nullable InstallRound round;
  private boolean isGathering;
  private boolean isOver;

  /**
   * @param reign the reign of this coordinator
   * @param strays is told which members are to be asked for their obedience anew
   */
  CacheCourse(
      ControlLink link,
      CoordinatedCache cache,
      long reign,
      Consumer<NodeId> strays,
      TopologyProbe probe) {
    this.link = link;
    this.cache = cache;
    this.reign = reign;
    this.strays = strays;
    this.probe = probe;
  }

  CoordinatedCache cache() {
    return cache;
  }

  /** Decides and begins what is to be done, unless something is under way: then that comes first. */
  void step() {
    if (round != null || isOver) {
      return;
    }
    @Nullable Decision decision = cache.decide();
    if (decision == null) {
      return;
    }
    String name = cache.registration().cache();
    log.log(
        System.Logger.Level.DEBUG, () -> "cache '" + name + "': decided " + decision.topology());
    InstallRound next =
        new InstallRound(link, new Edict(reign, name, decision, cache.audience(decision)), this);
    round = next;
    next.start();
  }

  /** Does so in a moment, as more of the kind may follow. */
  void stepSoon() {
    if (!isGathering) {
      isGathering = true;
      link.later(TopologyTiming.GATHER_FOR, () -> {
        isGathering = false;
        step();
      });
    }
  }

  /** Only those members are left. */
  void retain(Predicate<NodeId> members) {
    cache.retain(members);
    @Nullable InstallRound current = round;
    if (current != null) {
      current.retain(members);
    }
    step();
  }

  /** Ends, as another one coordinates. */
  void end() {
    isOver = true;
    @Nullable InstallRound current = round;
    if (current != null) {
      current.stop();
    }
    cache.dismiss();
  }

  @Override
  public void gone(NodeId node, long term) {
    cache.gone(node, term);
  }

  @Override
  public void strayed(NodeId node) {
    strays.accept(node);
  }

  @Override
  public void superseded(long number) {
    cache.seen(number);
    round = null;
    step();
  }

  @Override
  public void activated() {
    cache.activated();
    round = null;
    step();
  }

  @Override
  public boolean isHasty() {
    return probe.hasFault(TopologyFault.ACTIVATES_TOO_EARLY);
  }
}
