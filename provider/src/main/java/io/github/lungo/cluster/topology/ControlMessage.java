// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What members and their coordinator ask of each other about topologies. All of it may come twice, late, or after what was
 * sent later.
 */
sealed interface ControlMessage {
  /** The version of the protocol of topologies. */
  int VERSION = 1;

  /** Has it done. */
  CompletableFuture<Answer> serve(NodeId from, ControlService service);

  /** Writes what follows the version. */
  void write(FrameWriter writer);

  /** Returns the message as bytes. */
  default byte[] toBytes() {
    FrameWriter writer = new FrameWriter();
    writer.writeByte(VERSION);
    write(writer);
    return writer.toBytes();
  }

  /** Returns the message that was written. */
  static ControlMessage of(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = begin(bytes);
    int code = reader.readByte();
    ControlMessage message = switch (code) {
      case Join.CODE -> Join.read(reader);
      case Leave.CODE -> Leave.read(reader);
      case Completed.CODE -> Completed.read(reader);
      case Query.CODE -> new Query(reader.readLong());
      case Install.CODE -> Install.read(reader);
      case Activate.CODE -> Activate.read(reader);
      default -> throw new MalformedFrameException("an unknown control message: " + code);
    };
    reader.expectEnd();
    return message;
  }

  /** Returns a reader of what follows the version. */
  static FrameReader begin(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a control message", bytes);
    int version = reader.readByte();
    if (version != VERSION) {
      throw new MalformedFrameException(
          "topology protocol version " + version + ", but this member speaks " + VERSION);
    }
    return reader;
  }

  /** Reads a name. */
  static TopologyName readName(FrameReader reader) throws MalformedFrameException {
    long number = reader.readLong();
    if (number < 1) {
      throw new MalformedFrameException("the number of a topology must be at least 1: " + number);
    }
    return new TopologyName(number, reader.readNode());
  }

  /**
   * A member wants to run a cache.
   *
   * @param timeOfDay its clock, in milliseconds since 1970
   */
  record Join(Registration registration, long timeOfDay) implements ControlMessage {
    static final int CODE = 1;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.join(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      registration.write(writer.writeByte(CODE));
      writer.writeLong(timeOfDay);
    }

    static Join read(FrameReader reader) throws MalformedFrameException {
      return new Join(Registration.read(reader), reader.readLong());
    }
  }

  /**
   * A member does not want to run a cache any more; answered when it may go.
   *
   * @param term the term of its registration
   * @param isGone whether it has gone already
   */
  record Leave(String cache, long term, boolean isGone) implements ControlMessage {
    static final int CODE = 2;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.leave(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      writer.writeByte(CODE).writeText(cache).writeLong(term).writeFlag(isGone);
    }

    static Leave read(FrameReader reader) throws MalformedFrameException {
      return new Leave(
          reader.readText(Registration.LONGEST_NAME),
          Registration.readTerm(reader),
          reader.readFlag());
    }
  }

  /**
   * Copies of segments have become complete at a member.
   *
   * @param term the term of its registration
   * @param topology the newest topology that it has installed, of which this is true
   */
  record Completed(String cache, long term, TopologyName topology, Set<Integer> segments)
      implements ControlMessage {
    static final int CODE = 3;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.completed(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      writer.writeByte(CODE).writeText(cache).writeLong(term);
      writer.writeLong(topology.number()).writeNode(topology.coordinator());
      Segments.write(writer, segments);
    }

    static Completed read(FrameReader reader) throws MalformedFrameException {
      return new Completed(
          reader.readText(Registration.LONGEST_NAME),
          Registration.readTerm(reader),
          readName(reader),
          Segments.read(reader));
    }
  }

  /**
   * A coordinator asks what a member knows, and to obey no earlier one from now on.
   *
   * @param reign counts the times that this member became coordinator
   */
  record Query(long reign) implements ControlMessage {
    static final int CODE = 4;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.query(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      writer.writeByte(CODE).writeLong(reign);
    }
  }

  /**
   * The coordinator has decided; answered once it is installed.
   *
   * @param reign the reign in which it was decided
   * @param term the term of the receiver's registration
   */
  record Install(long reign, String cache, long term, Decision decision) implements ControlMessage {
    static final int CODE = 5;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.install(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      writer.writeByte(CODE).writeLong(reign).writeText(cache).writeLong(term);
      decision.write(writer);
    }

    static Install read(FrameReader reader) throws MalformedFrameException {
      return new Install(
          reader.readLong(),
          reader.readText(Registration.LONGEST_NAME),
          Registration.readTerm(reader),
          Decision.read(reader));
    }
  }

  /**
   * All members have installed the topology.
   *
   * @param reign the reign in which it was decided
   * @param term the term of the receiver's registration
   */
  record Activate(long reign, String cache, long term, TopologyName topology)
      implements ControlMessage {
    static final int CODE = 6;

    @Override
    public CompletableFuture<Answer> serve(NodeId from, ControlService service) {
      return service.activate(from, this);
    }

    @Override
    public void write(FrameWriter writer) {
      writer.writeByte(CODE).writeLong(reign).writeText(cache).writeLong(term);
      writer.writeLong(topology.number()).writeNode(topology.coordinator());
    }

    static Activate read(FrameReader reader) throws MalformedFrameException {
      return new Activate(
          reader.readLong(),
          reader.readText(Registration.LONGEST_NAME),
          Registration.readTerm(reader),
          readName(reader));
    }
  }
}
