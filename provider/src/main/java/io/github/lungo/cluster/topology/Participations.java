// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The caches that this member runs, and whom it obeys. Confined to one thread. */
final class Participations {
  private final ControlLink link;
  private final TopologyTiming timing;
  private final TopologyProbe probe;
  private final Map<Integer, Participation> byId = new HashMap<>();
  private final Set<Errand> farewells = new HashSet<>();
  private @Nullable Promise promise;
  private boolean isClosed;
  private long terms;

  /** To obey a coordinator in one of its reigns, and nobody before it. */
  private record Promise(NodeId coordinator, long reign) {}

  Participations(ControlLink link, TopologyTiming timing, TopologyProbe probe) {
    this.link = link;
    this.timing = timing;
    this.probe = probe;
  }

  /** Begins to run a cache; the registration's term is not known yet. */
  CompletableFuture<CacheTopology> join(Registration wanted, TopologyFollower follower) {
    @Nullable String hindrance = hindrance(wanted.cache());
    if (hindrance != null) {
      return failedFuture(new CacheException(hindrance));
    }
    terms++;
    Registration registration =
        new Registration(wanted.cache(), terms, wanted.fingerprint(), wanted.copies());
    Participation joining = new Participation(link, registration, follower, timing, probe);
    byId.put(CacheId.of(wanted.cache()), joining);
    var unused = joining.joined().whenComplete((topology, failure) -> {
      if (failure != null) {
        part(joining);
      }
    });
    joining.join();
    link.later(timing.joinWithin(), () -> fail(joining, late(joining)));
    return joining.joined().copy();
  }

  private @Nullable String hindrance(String cache) {
    if (isClosed) {
      return "cache '" + cache + "' cannot join, as this member has left the cluster";
    }
    if (cache.getBytes(StandardCharsets.UTF_8).length > Registration.LONGEST_NAME) {
      return "the name of a clustered cache must have at most " + Registration.LONGEST_NAME
          + " bytes: '" + cache + "'";
    }
    @Nullable Participation other = byId.get(CacheId.of(cache));
    if (other == null) {
      return null;
    }
    return other.cache().equals(cache)
        ? "cache '" + cache + "' is run by this member already"
        : "cache '" + cache + "' cannot join beside cache '" + other.cache()
            + "', as both names have the same number in the cluster: rename one of them";
  }

  private String late(Participation joining) {
    return "cache '" + joining.cache() + "' has not joined the cluster within "
        + timing.joinWithin().toMillis() + " ms; the coordinator is " + link.coordinator();
  }

  private static void fail(Participation joining, String reason) {
    var unused = joining.joined().completeExceptionally(new CacheException(reason));
  }

  /** Goes in an orderly way. */
  CompletableFuture<Void> leave(String cache) {
    @Nullable Participation leaver = of(cache);
    if (leaver == null) {
      return completedFuture(null);
    }
    if (!leaver.joined().isDone()) {
      fail(leaver, "cache '" + cache + "' was closed while it joined the cluster");
      return completedFuture(null);
    }
    if (!leaver.isLeaving()) {
      var unused = leaver.left().thenRun(() -> part(leaver));
      leaver.leave();
      link.later(timing.leaveWithin(), () -> leaver.left().complete(null));
    }
    return leaver.left().copy();
  }

  /** Goes at once, and lets the coordinators know, until one has heard it. */
  private void part(Participation leaver) {
    leaver.end();
    byId.remove(CacheId.of(leaver.cache()), leaver);
    ControlMessage farewell = new ControlMessage.Leave(leaver.cache(), leaver.term(), true);
    List<Errand> own = new ArrayList<>();
    Errand errand = new Errand(
        link, TopologyTiming.PATIENCE, () -> farewell, answer -> farewells.removeAll(own));
    own.add(errand);
    farewells.add(errand);
    errand.begin();
  }

  private @Nullable Participation of(String cache) {
    @Nullable Participation found = byId.get(CacheId.of(cache));
    return found != null && found.cache().equals(cache) ? found : null;
  }

  private @Nullable Participation of(String cache, long term) {
    @Nullable Participation found = of(cache);
    return found != null && found.term() == term ? found : null;
  }

  void completed(String cache, TopologyName topology, Collection<Integer> segments) {
    @Nullable Participation owner = of(cache);
    if (owner != null) {
      owner.completed(topology, segments);
    }
  }

  /** Another member coordinates. */
  void startAnew() {
    List.copyOf(byId.values()).forEach(Participation::startAnew);
    List.copyOf(farewells).forEach(Errand::restart);
  }

  /** Ends everything at once. */
  void close() {
    isClosed = true;
    for (Participation participation : List.copyOf(byId.values())) {
      fail(
          participation, "cache '" + participation.cache() + "': this member has left the cluster");
      var unused = participation.left().complete(null);
      participation.end();
    }
    byId.clear();
  }

  /** Promises to obey the asker from now on, and tells all. */
  Answer query(NodeId from, ControlMessage.Query query) {
    boolean isOfToday =
        promise == null || !promise.coordinator().equals(from) || promise.reign() <= query.reign();
    boolean isCoordinator =
        link.isCoordinator(from) || probe.hasFault(TopologyFault.BREAKS_PROMISES);
    if (!isCoordinator || !isOfToday) {
      return Answer.ELSEWHERE;
    }
    Promise next = new Promise(from, query.reign());
    if (!next.equals(promise)) {
      promise = next;
      probe.promised(link.self(), from);
      startAnew();
    }
    return Answer.of(byId.values().stream().map(Participation::holding).toList());
  }

  CompletableFuture<Answer> install(NodeId from, ControlMessage.Install message) {
    if (!isPromised(from, message.reign())) {
      return completedFuture(Answer.ELSEWHERE);
    }
    @Nullable Participation member = of(message.cache(), message.term());
    return member == null ? completedFuture(Answer.GONE) : member.install(message.decision());
  }

  Answer activate(NodeId from, ControlMessage.Activate message) {
    if (!isPromised(from, message.reign())) {
      return Answer.ELSEWHERE;
    }
    @Nullable Participation member = of(message.cache(), message.term());
    return member == null ? Answer.GONE : member.activate(message.topology());
  }

  private boolean isPromised(NodeId from, long reign) {
    return probe.hasFault(TopologyFault.BREAKS_PROMISES)
        || new Promise(from, reign).equals(promise);
  }
}
