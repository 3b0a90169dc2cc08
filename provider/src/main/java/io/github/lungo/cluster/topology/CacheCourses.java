// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The courses of all caches that members run, and what members want of them. Confined to one thread. */
final class CacheCourses {
  private static final System.Logger log = System.getLogger(CacheCourses.class.getName());

  private final ControlLink link;
  private final long reign;
  private final Consumer<NodeId> strays;
  private final TopologyProbe probe;
  private final Map<Integer, CacheCourse> byId = new LinkedHashMap<>();

  /** The highest number of caches that nobody runs any more: a cache of the same name begins above it. */
  private long spent;

  /**
   * @param reign the reign of this coordinator
   * @param strays is told which members are to be asked for their obedience anew
   */
  CacheCourses(ControlLink link, long reign, Consumer<NodeId> strays, TopologyProbe probe) {
    this.link = link;
    this.reign = reign;
    this.strays = strays;
    this.probe = probe;
  }

  /** Goes on from what all members have answered. */
  void goOnFrom(Map<NodeId, List<Holding>> answers) {
    Inheritance.of(answers).forEach(inherited -> {
      CoordinatedCache cache = open(inherited.registration()).cache();
      inherited.handOver(cache);
    });
    List.copyOf(byId.values()).forEach(this::step);
  }

  /** A member has come, and answered what it runs. */
  void add(NodeId member, List<Holding> holdings) {
    for (Holding holding : holdings) {
      CacheCourse course = open(holding.registration());
      CoordinatedCache cache = course.cache();
      if (cache.isOf(holding.registration())) {
        cache.inherit(member, holding);
        @Nullable Decision installed = holding.installed();
        if (installed != null) {
          cache.seen(installed.name().number());
        }
      } else {
        log.log(
            System.Logger.Level.WARNING,
            "cache '" + holding.registration().cache() + "' on " + member
                + " is set up otherwise than elsewhere, and stays alone");
      }
      step(course);
    }
  }

  private CacheCourse open(Registration registration) {
    int id = CacheId.of(registration.cache());
    @Nullable CacheCourse known = byId.get(id);
    if (known != null) {
      dropIfIdle(known);
    }
    return byId.computeIfAbsent(id, absent -> {
      CoordinatedCache cache = new CoordinatedCache(registration, link.self(), spent, probe);
      return new CacheCourse(link, cache, reign, strays, probe);
    });
  }

  private void step(CacheCourse course) {
    course.step();
    dropIfIdle(course);
  }

  private void dropIfIdle(CacheCourse course) {
    CoordinatedCache cache = course.cache();
    if (cache.isIdle()) {
      spent = Math.max(spent, cache.highest());
      course.end();
      byId.remove(CacheId.of(cache.registration().cache()), course);
    }
  }

  private @Nullable CacheCourse of(String cache) {
    @Nullable CacheCourse course = byId.get(CacheId.of(cache));
    return course != null && course.cache().registration().cache().equals(cache) ? course : null;
  }

  /** Only those members are left. */
  void retain(Predicate<NodeId> members) {
    for (CacheCourse course : List.copyOf(byId.values())) {
      course.retain(members);
      step(course);
    }
  }

  /** Ends all, as another one coordinates. */
  void end() {
    byId.values().forEach(CacheCourse::end);
    byId.clear();
  }

  Answer join(NodeId from, ControlMessage.Join message) {
    Registration registration = message.registration();
    String start = "cache '" + registration.cache() + "' cannot join on " + from;
    Duration ahead = Duration.ofMillis(message.timeOfDay() - link.timeOfDay());
    if (ahead.abs().compareTo(TopologyTiming.MOST_CLOCK_DIFFERENCE) > 0) {
      return Answer.refused(start + ", as its clock is "
          + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
          + " that of " + link.self() + ", and may be off by "
          + TopologyTiming.MOST_CLOCK_DIFFERENCE.toSeconds() + " s");
    }
    CacheCourse course = open(registration);
    Registration running = course.cache().registration();
    if (!running.cache().equals(registration.cache())) {
      return Answer.refused(start + ", as cache '" + running.cache()
          + "' has the same number in the cluster: rename one of them");
    }
    if (!course.cache().isOf(registration)) {
      @Nullable NodeId runner = course.cache().anyRunner();
      return runner == null
          ? Answer.ELSEWHERE // the last ones are just leaving
          : Answer.refused(start + ", as it is set up otherwise than on " + runner + ": "
              + registration.differenceFrom(running));
    }
    course.cache().run(from, registration.term());
    step(course);
    return Answer.DONE;
  }

  CompletableFuture<Answer> leave(NodeId from, ControlMessage.Leave message) {
    @Nullable CacheCourse course = of(message.cache());
    @Nullable Runner runner = course == null ? null : course.cache().runner(from, message.term());
    if (course == null || runner == null) {
      return completedFuture(Answer.DONE);
    }
    CompletableFuture<Answer> farewell = runner.leave();
    if (message.isGone()) {
      course.gone(from, message.term());
    }
    step(course);
    return farewell;
  }

  Answer completed(NodeId from, ControlMessage.Completed message) {
    @Nullable CacheCourse course = of(message.cache());
    if (course == null || course.cache().runner(from, message.term()) == null) {
      return Answer.ELSEWHERE;
    }
    if (!course.cache().complete(from, message.topology(), message.segments())) {
      return Answer.behind(course.cache().highest());
    }
    course.stepSoon();
    return Answer.DONE;
  }
}
