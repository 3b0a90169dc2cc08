// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Something of a segment that other members ask this one for, part by part. Confined to the segment's mailbox. */
final class PartWalks<K> {
  private final PartForm<K> form;
  private final Supplier<Iterator<Consumer<FrameWriter>>> items;
  private final Supplier<Version> end;
  private final Supplier<Version> anewAbove;
  private final Map<NodeId, Walk> walks = new HashMap<>();

  private record Walk(TopologyName topology, Iterator<Consumer<FrameWriter>> items) {}

  private PartWalks(
      PartForm<K> form,
      Supplier<Iterator<Consumer<FrameWriter>>> items,
      Supplier<Version> end,
      Supplier<Version> anewAbove) {
    this.form = form;
    this.items = items;
    this.end = end;
    this.anewAbove = anewAbove;
  }

  /**
   * Returns what new owners fetch. The keys are those that were there at the first part, in their state when their part is
   * written; what comes meanwhile they are sent as updates.
   */
  static <K> PartWalks<K> ofContents(Segment<K> segment, PartForm<K> form) {
    return new PartWalks<>(
        form,
        () -> {
          List<K> keys =
              StreamSupport.stream(segment.keys().spliterator(), false).toList();
          Stream<Consumer<FrameWriter>> states =
              keys.stream().map(key -> writer -> write(segment, key, form, writer));
          return Stream.concat(states, Stream.of(segment).flatMap(same -> calls(same, form)))
              .iterator();
        },
        segment.horizon()::floor,
        segment.horizon()::anewAbove);
  }

  private static <K> void write(Segment<K> segment, K key, PartForm<K> form, FrameWriter writer) {
    @Nullable KeyState state = segment.settledState(key);
    if (state != null) {
      form.write(writer, key, state);
    }
  }

  /** Returns what a new primary collects, as it was at the first part. */
  static <K> PartWalks<K> ofUnsettled(Segment<K> segment, PartForm<K> form) {
    return new PartWalks<>(
        form,
        () -> {
          Stream<Consumer<FrameWriter>> updates =
              segment.held().stream().map(held -> writer -> form.write(writer, held.update()));
          return Stream.concat(updates, calls(segment, form)).iterator();
        },
        segment::greatestVersion,
        segment.horizon()::anewAbove);
  }

  private static <K> Stream<Consumer<FrameWriter>> calls(Segment<K> segment, PartForm<K> form) {
    return segment.decided().all().stream().map(call -> writer -> form.write(writer, call));
  }

  /** Writes the next part for a member; ends it with the first item that makes it large enough. */
  void writeNext(FrameWriter writer, NodeId to, TopologyName topology, boolean isFirst) {
    @Nullable Walk walk = walks.get(to);
    if (isFirst || walk == null || !walk.topology().equals(topology)) {
      walk = new Walk(topology, items.get());
      walks.put(to, walk);
    }
    while (walk.items().hasNext() && writer.size() < PartForm.ENOUGH_BYTES) {
      walk.items().next().accept(writer);
    }
    if (walk.items().hasNext()) {
      form.writeEnd(writer);
    } else {
      walks.remove(to);
      form.writeEnd(writer, end.get(), anewAbove.get());
    }
  }

  /** Forgets who asked in another topology. */
  void forget() {
    walks.clear();
  }
}
