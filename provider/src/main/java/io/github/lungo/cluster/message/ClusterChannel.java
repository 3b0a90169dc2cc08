// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.message.Envelope.Kind;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.message.ServedRequests.Admission;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.message.Printed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers between the members, for many caches over one {@link Transport}. A request is repeated until it is
 * answered, its peer leaves the view, or its patience ends; it runs once, as long as both members are in each other's view.
 * Never waits for anything. Thread-safe.
 */
public final class ClusterChannel implements AutoCloseable {
  private static final System.Logger log = System.getLogger(ClusterChannel.class.getName());
  private static final int LONGEST_FAILURE = 8_192;

  private final Transport transport;
  private final OpenRequests open;
  private final ConcurrentHashMap<Integer, Handler> handlers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<NodeId, ServedRequests> served = new ConcurrentHashMap<>();
  private final Set<NodeId> complainedOf = ConcurrentHashMap.newKeySet();
  private final LongAdder dropped = new LongAdder();
  private final Consumer<View> viewListener;
  private volatile @Nullable View view;

  /** Serves what members ask of a cache. Must not wait for anything nor call user code. */
  public interface Handler {

    /**
     * Returns the answer, of at most {@link #maximumBodyBytes()}, when it is there. Any thread may complete it at any time;
     * what it completes it with must not change any more.
     *
     * @throws MalformedFrameException if the body is not one of the cache's protocol
     */
    CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException;

    /**
     * Hears what needs no answer.
     *
     * @throws MalformedFrameException as {@link #asked} does
     */
    void told(NodeId from, byte[] body) throws MalformedFrameException;
  }

  /**
   * Creates a channel that is not in the cluster yet.
   *
   * @param viewListener is told each view, after requests to members that are not in it have failed; must not wait
   */
  public ClusterChannel(Transport transport, RequestTiming timing, Consumer<View> viewListener) {
    this.transport = transport;
    this.viewListener = viewListener;
    this.open = new OpenRequests(transport, timing);
  }

  /** Joins the cluster; see {@link Transport#start}. */
  public void start() {
    transport.start(new Incoming());
  }

  /** Has a handler serve what is asked of a cache from now on. */
  public void serve(int cache, Handler handler) {
    handlers.put(cache, handler);
  }

  /** Serves the cache no more. */
  public void retire(int cache) {
    handlers.remove(cache);
  }

  /** Returns this member. */
  public NodeId self() {
    return transport.self();
  }

  /** Returns the latest view, or null before the first. */
  public @Nullable View view() {
    return view;
  }

  /** Returns how many frames were dropped because they made no sense or came from no member. */
  public long dropped() {
    return dropped.sum();
  }

  /** Returns how many bytes a request, an answer or a notice may have. */
  public int maximumBodyBytes() {
    return transport.maximumFrameBytes() - Envelope.LARGEST_HEADER;
  }

  /** Returns how many requests of others are remembered. */
  int remembered() {
    return served.values().stream().mapToInt(ServedRequests::size).sum();
  }

  /**
   * Asks a member something, be it this one.
   *
   * @param patience how long to wait for a sign of life
   * @param patienceOnceAcknowledged how long to wait for the answer of a peer that has given one
   * @return the answer; fails with a {@link RequestFailedException} and nothing else
   */
  public CompletableFuture<byte[]> request(
      NodeId to, int cache, byte[] body, Duration patience, Duration patienceOnceAcknowledged) {
    if (body.length > maximumBodyBytes()) {
      return CompletableFuture.failedFuture(
          new RequestFailedException(Reason.TOO_LARGE, to, tooLarge("a request", body)));
    }
    return open.send(to, cache, body, patience, patienceOnceAcknowledged, view);
  }

  /**
   * Tells a member something, which may get lost.
   *
   * @throws IllegalArgumentException if the body is larger than {@link #maximumBodyBytes()}
   */
  public void tell(NodeId to, int cache, byte[] body) {
    if (body.length > maximumBodyBytes()) {
      throw new IllegalArgumentException(tooLarge("a notice", body));
    }
    transport.send(to, new Envelope(Kind.NOTICE, cache, 0, body).toFrame(), Transport.Kind.REQUEST);
  }

  /** Leaves the cluster; requests that are open fail. Idempotent. */
  @Override
  public void close() {
    transport.close();
    open.close();
    handlers.clear();
    served.clear();
  }

  /** What comes from the network, on its threads. */
  private final class Incoming implements Transport.Receiver {

    @Override
    public void received(NodeId from, byte[] frame) {
      @Nullable View current = view;
      if (current != null && !current.members().contains(from)) {
        dropped.increment(); // who is not gone for good will repeat it
        return;
      }
      try {
        take(from, Envelope.of(frame));
      } catch (MalformedFrameException malformed) {
        drop(from, malformed);
      }
    }

    @Override
    public void viewChanged(View next) {
      view = next;
      served.keySet().retainAll(next.members());
      complainedOf.retainAll(next.members());
      open.failAbsent(next);
      viewListener.accept(next);
    }

    @Override
    public void overflowed(NodeId to) {
      // Requests are repeated; notices may get lost.
    }
  }

  private void drop(NodeId from, MalformedFrameException malformed) {
    dropped.increment();
    if (complainedOf.add(from)) {
      log.log(
          System.Logger.Level.WARNING,
          "a frame from " + from + " makes no sense and was dropped, as others will be without a"
              + " word: " + malformed.getMessage());
    }
  }

  private void take(NodeId from, Envelope envelope) throws MalformedFrameException {
    switch (envelope.kind()) {
      case REQUEST -> admit(from, envelope);
      case NOTICE -> {
        @Nullable Handler handler = handlers.get(envelope.cache());
        if (handler != null) {
          handler.told(from, envelope.body());
        }
      }
      case REPLY -> open.answered(from, envelope.id(), envelope.body());
      case ACKNOWLEDGEMENT -> open.acknowledged(from, envelope.id());
      case NOT_HERE ->
        open.failed(
            from, envelope.id(), Reason.NOT_HERE, from + " does not run the cache, or not yet");
      case FAILURE ->
        open.failed(
            from,
            envelope.id(),
            Reason.FAILED,
            new FrameReader("a failure", envelope.body()).readText(LONGEST_FAILURE));
      case SETTLED -> servedFor(from).settle(Settlement.of(envelope.body()));
    }
  }

  private ServedRequests servedFor(NodeId peer) {
    return served.computeIfAbsent(peer, key -> new ServedRequests());
  }

  private void admit(NodeId from, Envelope request) {
    @Nullable Admission admission = servedFor(from).admit(request.id());
    if (admission == null) {
      return;
    }
    if (admission.isFresh()) {
      run(from, request, admission.served());
    }
    byte @Nullable [] answer = admission.served().answer();
    if (answer == null) {
      reply(
          from, Envelope.answer(Kind.ACKNOWLEDGEMENT, request.id(), new byte[0]).toFrame());
    } else if (!admission.isFresh()) {
      reply(from, answer);
    }
  }

  private void run(NodeId from, Envelope request, ServedRequests.Served served) {
    @Nullable Handler handler = handlers.get(request.cache());
    if (handler == null) {
      answer(from, served, Envelope.answer(Kind.NOT_HERE, request.id(), new byte[0]));
      return;
    }
    long id = request.id(); // the body need not be kept until the answer is there
    var unused = asked(handler, from, request.body())
        .whenComplete((body, failure) -> completed(from, served, id, body, failure));
  }

  private CompletableFuture<byte[]> asked(Handler handler, NodeId from, byte[] body) {
    try {
      return handler.asked(from, body);
    } catch (MalformedFrameException malformed) {
      drop(from, malformed);
      return CompletableFuture.failedFuture(malformed);
    } catch (RuntimeException | Error failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void completed(
      NodeId from,
      ServedRequests.Served served,
      long id,
      byte[] body,
      @Nullable Throwable failure) {
    if (failure != null) {
      log.log(System.Logger.Level.DEBUG, "a request failed", failure);
      answer(from, served, failure(id, Printed.text(failure)));
    } else if (body.length > maximumBodyBytes()) {
      answer(from, served, failure(id, tooLarge("an answer", body)));
    } else {
      answer(from, served, Envelope.answer(Kind.REPLY, id, body));
    }
  }

  private static Envelope failure(long id, String text) {
    String shortened =
        text.length() <= LONGEST_FAILURE / 4 ? text : text.substring(0, LONGEST_FAILURE / 4);
    return Envelope.answer(
        Kind.FAILURE, id, new FrameWriter().writeText(shortened).toBytes());
  }

  private String tooLarge(String what, byte[] body) {
    return what + " must have at most " + maximumBodyBytes() + " bytes: " + body.length;
  }

  private void answer(NodeId to, ServedRequests.Served served, Envelope answer) {
    byte[] frame = answer.toFrame();
    served.answered(frame);
    reply(to, frame);
  }

  /** Who has left since it asked is told nothing. */
  private void reply(NodeId to, byte[] frame) {
    @Nullable View current = view;
    if (current == null || current.members().contains(to)) {
      transport.send(to, frame, Transport.Kind.REPLY);
    }
  }
}
