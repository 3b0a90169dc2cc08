// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.ListenerScope;
import io.github.lungo.cluster.events.Interests.Wanting;
import io.github.lungo.cluster.events.Tellings.Numbered;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.message.Printed;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * This member's part in telling the listeners of a cache, wherever they are, what has happened. Every method returns at once;
 * what takes time is a future. User code runs on the dispatcher's executor alone. Thread-safe.
 */
public final class ClusterEvents<K, V> implements Changes<K>, Calls, AutoCloseable {
  /* A key's primary sends each event to the members that want its type. A member answers as soon as the event has its place
   * in the order of its key there, and the primary sends the key's next event after that. Where a synchronous listener is,
   * the member says in a message of its own that it was heard, so that a slow listener holds up no message.
   *
   * The order holds across primaries, too. A primary that has lost a key installs the next topology only when its events
   * have come everywhere, and the next primary tells of nothing before all have installed it. What a dead primary has sent
   * may still come after that, and the next one may tell again what the dead one has told: whoever has heard the event, or
   * a newer one of the key, ignores it.
   */

  private static final Duration ALWAYS = Duration.ofDays(1_000);
  private static final byte[] RECEIVED = {};

  private final ClusterChannel channel;
  private final int id;
  private final String cacheName;
  private final EventDispatcher<K, V> dispatcher;
  private final ListenerScope scope;
  private final EventWire<K> wire;
  private final Interests interests = new Interests();
  private final Acquaintances acquaintances;
  private final Tellings tellings;
  private final Lines<K> lines;
  private final Hearing<K, V> hearing;

  /**
   * What it is made of.
   *
   * @param cacheName the cache's name, for messages
   * @param id the number on the channel, which is not that of the cache itself
   * @param channel leads to the other members
   * @param wire how the cache's objects travel
   * @param dispatcher the listeners of this member
   * @param scope what those hear
   * @param tellsAgain whether a key's primary alone tells of its changes, and its successor perhaps again; else each member tells
   *     of what it has changed
   * @param background runs the synchronous listeners; must have a thread for each, as they may wait for one another
   * @param timeout how long synchronous listeners are waited for
   * @param clock measures that
   * @param alarm sets off what is to happen later
   */
  public record Parts<K, V>(
      String cacheName,
      int id,
      ClusterChannel channel,
      CacheWire<K, V> wire,
      EventDispatcher<K, V> dispatcher,
      ListenerScope scope,
      boolean tellsAgain,
      Executor background,
      Duration timeout,
      NanoClock clock,
      Alarm alarm) {}

  /** Creates this member's part; it hears nothing before it is started. */
  public ClusterEvents(Parts<K, V> parts) {
    this.channel = parts.channel();
    this.id = parts.id();
    this.cacheName = parts.cacheName();
    this.dispatcher = parts.dispatcher();
    this.scope = parts.scope();
    this.wire = new EventWire<>(parts.wire());
    this.acquaintances =
        new Acquaintances(parts, () -> Interest.of(parts.dispatcher(), parts.scope()), interests);
    this.tellings = new Tellings(cacheName, parts.timeout(), parts.clock(), parts.alarm());
    this.lines = new Lines<>(channel, id);
    this.hearing = new Hearing<>(cacheName, dispatcher, parts.background(), parts.tellsAgain());
  }

  /** Hears other members from now on; to be called before this member joins the cache's topology. */
  public void start() {
    channel.serve(id, new Messages());
  }

  /**
   * Tells the other members what is listened to here, to be called after each change of that.
   *
   * @return completes when they know, or have left
   */
  public CompletableFuture<Void> listenersChanged() {
    return acquaintances.announce();
  }

  /**
   * Follows a topology that is not in force yet. To be called in the order of the topologies.
   *
   * @param primariesFollow completes when this member's primaries tell of no change any more until the topology is in force
   * @return completes when all members know what the others listen to, and what was told has come everywhere; no listener is
   *     waited for
   */
  public CompletableFuture<Void> install(Topology next, CompletableFuture<Void> primariesFollow) {
    Predicate<NodeId> isGone =
        member -> !next.members().contains(member) && !member.equals(channel.self());
    acquaintances.forget(isGone);
    tellings.left(isGone);
    List<NodeId> others = new ArrayList<>(next.members());
    others.remove(channel.self());
    return CompletableFuture.allOf(
        acquaintances.meet(others), primariesFollow.thenCompose(done -> lines.received()));
  }

  /** Waits for no member any longer that has left the cluster. */
  public void viewChanged(View view) {
    acquaintances.viewChanged(view);
    tellings.left(member -> !view.members().contains(member));
  }

  @Override
  public boolean isWanted(EventType type) {
    return dispatcher.hasListenerFor(type) || !interests.of(type).isEmpty();
  }

  @Override
  public boolean isOldValueWanted(EventType type) {
    return dispatcher.requiresOldValueOf(type)
        || interests.of(type).stream().anyMatch(other -> other.interest().wantsOldValue(type));
  }

  @Override
  public Reception tell(EntryChange<K> change, Version version, NodeId origin) {
    boolean isHeardHere = dispatcher.hasListenerFor(change.type())
        && (scope == ListenerScope.CLUSTER || origin.equals(channel.self()));
    return tell(change, version, origin, isHeardHere);
  }

  /** Tells of a change that was made on this member, where listeners have heard of it already. */
  public Reception tellOthers(EntryChange<K> change, Version version) {
    return tell(change, version, channel.self(), false);
  }

  private Reception tell(
      EntryChange<K> change, Version version, NodeId origin, boolean isHeardHere) {
    EventType type = change.type();
    List<Wanting> others = interests.of(type);
    if (others.isEmpty() && !isHeardHere) {
      return Reception.OF_NOTHING;
    }
    List<Wanting> told = others.stream()
        .filter(other -> other.interest().reaches(other.member(), origin))
        .toList();
    List<NodeId> awaited = new ArrayList<>();
    for (Wanting other : told) {
      if (other.interest().isAwaited(type)) {
        awaited.add(other.member());
      }
    }
    if (isHeardHere && dispatcher.hasSynchronousListenerFor(type)) {
      awaited.add(channel.self());
    }
    @Nullable Numbered numbered = awaited.isEmpty() ? null : tellings.open(awaited);
    CompletableFuture<Void> received = send(change, version, told, numbered);
    if (isHeardHere) {
      hearHere(change, version, numbered);
    }
    return new Reception(
        received,
        numbered == null ? Reception.OF_NOTHING.heard() : numbered.telling().heard());
  }

  private void hearHere(EntryChange<K> change, Version version, @Nullable Numbered numbered) {
    var unused = hearing.hear(change, version).whenComplete((nothing, failure) -> {
      if (numbered != null) {
        numbered.telling().heardBy(channel.self(), failure);
      }
    });
  }

  private CompletableFuture<Void> send(
      EntryChange<K> change, Version version, List<Wanting> told, @Nullable Numbered numbered) {
    List<CompletableFuture<Void>> received = new ArrayList<>(told.size());
    byte @Nullable [] plain = null;
    byte @Nullable [] withOldValue = null;
    for (Wanting other : told) {
      byte[] event;
      if (other.interest().wantsOldValue(change.type()) && change.oldStored() != null) {
        withOldValue = withOldValue == null ? wire.encode(change, version, true) : withOldValue;
        event = withOldValue;
      } else {
        plain = plain == null ? wire.encode(change, version, false) : plain;
        event = plain;
      }
      @Nullable Numbered awaiting = other.interest().isAwaited(change.type()) ? numbered : null;
      byte[] body = new FrameWriter(event.length + 16)
          .writeByte(MessageKind.EVENT.code())
          .writeNumber(awaiting == null ? 0 : awaiting.number())
          .append(event)
          .toBytes();
      CompletableFuture<Void> came = new CompletableFuture<>();
      received.add(came);
      lines.send(other.member(), change.key(), body, failure -> {
        if (failure != null) {
          notReceived(change, other.member(), failure, awaiting);
        }
        came.complete(null);
      });
    }
    return CompletableFuture.allOf(received.toArray(CompletableFuture[]::new));
  }

  /** A member has left, which is no failure, or cannot take the event. */
  private void notReceived(
      EntryChange<K> change,
      NodeId member,
      RequestFailedException failure,
      @Nullable Numbered awaiting) {
    boolean isGone = switch (failure.reason()) {
      case PEER_GONE, NOT_HERE, CLOSED -> true;
      case TIMED_OUT, TOO_LARGE, FAILED -> false;
    };
    if (awaiting != null) {
      awaiting
          .telling()
          .heardBy(
              member,
              isGone
                  ? null
                  : new CacheEntryListenerException(
                      "cache '" + cacheName + "': " + member + " could not be told of "
                          + change.type() + " of key " + Printed.text(change.key())
                          + "; the change stands",
                      failure));
    }
  }

  @Override
  public <T> CompletableFuture<T> calling(Supplier<CompletableFuture<T>> call) {
    return hearing.calling(call);
  }

  /**
   * Waits no longer for listeners of this member, which leaves.
   *
   * @return completes when those of the others have heard what was told here, or their time is over
   */
  public CompletableFuture<Void> leave() {
    tellings.left(channel.self()::equals);
    return tellings.over();
  }

  /** Hears and tells nothing any more; who waits for listeners waits no longer. */
  @Override
  public void close() {
    channel.retire(id);
    tellings.close();
  }

  /** Returns whether nothing is on its way, and nobody is waited for. */
  boolean isQuiet() {
    return lines.isEmpty() && tellings.size() == 0 && hearing.isQuiet();
  }

  /** What other members say. */
  private final class Messages implements ClusterChannel.Handler {

    @Override
    public CompletableFuture<byte[]> asked(NodeId from, byte[] body)
        throws MalformedFrameException {
      FrameReader reader = new FrameReader("a message about events", body);
      byte[] answer = switch (MessageKind.NUMBERS.read(reader)) {
        case INTEREST -> acquaintances.told(from, reader);
        case EVENT -> event(from, reader);
        case HEARD -> heard(from, reader);
      };
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public void told(NodeId from, byte[] body) throws MalformedFrameException {
      throw new MalformedFrameException("a notice about events, of which there are none");
    }

    private byte[] event(NodeId from, FrameReader reader) throws MalformedFrameException {
      long awaited = reader.readNumber();
      EventWire.Told<K> told = wire.read(reader);
      reader.expectEnd();
      CompletableFuture<Void> heard = hearing.hear(told.change(), told.version());
      if (awaited > 0) {
        var unused = heard.whenComplete((nothing, failure) -> answer(from, awaited, failure));
      }
      return RECEIVED;
    }

    private void answer(NodeId to, long number, @Nullable Throwable failure) {
      FrameWriter body = new FrameWriter().writeByte(MessageKind.HEARD.code()).writeNumber(number);
      wire.writeFailure(body, failure);
      var unused = channel.request(to, id, body.toBytes(), ALWAYS, ALWAYS);
    }

    private byte[] heard(NodeId from, FrameReader reader) throws MalformedFrameException {
      long number = reader.readNumber();
      @Nullable Throwable failure = wire.readFailure(reader);
      reader.expectEnd();
      tellings.heardBy(from, number, failure);
      return RECEIVED;
    }
  }
}
