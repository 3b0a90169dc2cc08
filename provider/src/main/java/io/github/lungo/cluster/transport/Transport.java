// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

/**
 * Bytes between the members of a cluster, and who they are. Knows no cache. Thread-safe.
 *
 * <p>A frame arrives whole, at most once and soon, or never: it is lost where a member leaves, dies or is cut off, and where
 * too much waits for a slow one. Frames of one sender may overtake each other. Whoever needs more than that asks for an
 * answer and repeats.
 */
public interface Transport extends AutoCloseable {

  /** What the network may do with a frame. */
  enum Kind {
    /** Asks for something; held back where the receiver does not keep up. */
    REQUEST,
    /** Answers a request, and so makes room: held back only if it is large, or thousands before it are not confirmed. */
    REPLY
  }

  /** Returns this member. */
  NodeId self();

  /**
   * Joins the cluster. When this returns, the receiver has been given the first view, in which this member is.
   *
   * @param receiver is told frames and views; a frame may come before the first view
   * @throws javax.cache.CacheException if that is not possible; the message says what was tried and what to do
   * @throws IllegalStateException if it was called before
   */
  void start(Receiver receiver);

  /**
   * Sends a frame, to this very member too. Never waits for the network and never fails because of it; a frame for who is no
   * member, and any once this member has left, is lost.
   *
   * @param frame not changed any more by the caller
   * @throws IllegalArgumentException if the frame is larger than {@link #maximumFrameBytes()}
   */
  void send(NodeId to, byte[] frame, Kind kind);

  /** Returns how many bytes a frame may have. */
  int maximumFrameBytes();

  /** Leaves the cluster. When this returns, the receiver is told nothing any more; it must not call this. Idempotent. */
  @Override
  void close();

  /** Who is told what comes. Must not wait for anything, nor call user code: the threads belong to the network. */
  interface Receiver {

    /** A frame has come. */
    void received(NodeId from, byte[] frame);

    /** The members have changed. Called by one thread at a time, in the order of views at this member. */
    void viewChanged(View view);

    /** Frames to a member were dropped, as it did not keep up; some earlier ones may still arrive. */
    void overflowed(NodeId to);
  }
}
