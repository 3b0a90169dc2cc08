// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.local.Residency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** That what is large travels in parts, none of which is much larger than one of its items, and comes in whole. */
final class LargePartsTest {
  private static final NodeId TO = new NodeId(new UUID(0, 1), "to");
  private static final TopologyName TOPOLOGY = new TopologyName(1, TO);
  private static final int ITEMS = 20;
  private static final String LARGE = "x".repeat(PartForm.ENOUGH_BYTES / 3);
  private static final int LARGEST_PART = 2 * PartForm.ENOUGH_BYTES;

  private final Segment<String> segment = new Segment<>(
      7,
      () -> 0,
      Set.of(),
      () -> {},
      SimulatedOwners.NO_REFRESH,
      new Inventory<>(Residency.unbounded()));
  private final UpdateForm<String> updates =
      new UpdateForm<>(Wires.ofTexts(), new NewsForm<>(Wires.ofTexts(), type -> false), () -> 0);
  private final PartForm<String> form = new PartForm<>(Wires.ofTexts(), updates, () -> 0);
  private final PartWalks<String> unsettled = PartWalks.ofUnsettled(segment, form);
  private final PartWalks<String> contents = PartWalks.ofContents(segment, form);

  @Test
  void handover_ofMuch_comesInParts() throws Exception {
    holdMany();

    List<Part<String>> parts = new ArrayList<>();
    do {
      parts.add(handover(parts.isEmpty()));
    } while (parts.get(parts.size() - 1).end() == null);

    assertThat(parts).hasSizeGreaterThan(ITEMS / 2);
    assertThat(parts.stream().flatMap(part -> part.unsettled().stream()).map(Update::key))
        .containsExactlyInAnyOrderElementsOf(keys());
    assertThat(parts.stream()
            .flatMap(part -> part.decided().stream())
            .map(call -> call.id().number()))
        .hasSize(ITEMS)
        .doesNotHaveDuplicates();
    assertThat(parts.get(parts.size() - 1).end()).isEqualTo(version(ITEMS));
  }

  /** Who asks has heard nothing of the first part. */
  @Test
  void handover_askedForAnew_beginsAnew() throws Exception {
    holdMany();
    Part<String> first = handover(true);

    Part<String> again = handover(true);

    assertThat(again.unsettled()).hasSameSizeAs(first.unsettled());
    assertThat(again.unsettled().get(0).key())
        .isEqualTo(first.unsettled().get(0).key());
  }

  @Test
  void segment_withManyLargeAnswers_comesInParts() throws Exception {
    holdMany();
    segment.settle(TO, ITEMS);

    List<Part<String>> parts = new ArrayList<>();
    do {
      parts.add(content(parts.isEmpty()));
    } while (!parts.get(parts.size() - 1).isLast());

    assertThat(parts.stream().flatMap(part -> part.states().stream()).map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(keys());
    assertThat(parts.stream().flatMap(part -> part.states().stream()).map(Map.Entry::getValue))
        .allMatch(LargePartsTest::isLarge);
    assertThat(parts.stream()
            .flatMap(part -> part.decided().stream())
            .map(call -> call.id().number()))
        .hasSize(ITEMS)
        .doesNotHaveDuplicates();
  }

  private static boolean isLarge(KeyState state) {
    return state instanceof VersionedValue entry && entry.stored().equals(LARGE);
  }

  private Part<String> handover(boolean isFirst) throws MalformedFrameException {
    FrameWriter writer = new FrameWriter().writeFlag(true);
    unsettled.writeNext(writer.writeNumber(7), TO, TOPOLOGY, isFirst);
    return form.readAll(reader(writer)).get(7);
  }

  private Part<String> content(boolean isFirst) throws MalformedFrameException {
    FrameWriter writer = new FrameWriter().writeFlag(true);
    contents.writeNext(writer.writeNumber(7), TO, TOPOLOGY, isFirst);
    return form.readAll(reader(writer)).get(7);
  }

  private static FrameReader reader(FrameWriter writer) {
    writer.writeFlag(false);
    assertThat(writer.size()).isLessThan(LARGEST_PART);
    return new FrameReader("a part", writer.toBytes());
  }

  /** Holds updates with large values, of calls with large answers. */
  private void holdMany() {
    for (int i = 1; i <= ITEMS; i++) {
      VersionedValue entry = EntryShape.versioned(LARGE, Deadline.NEVER, 1, version(i));
      DecidedCall call =
          new DecidedCall(new OperationId(TO, i, 0), CallAnswer.of(new byte[LARGE.length()]));
      assertThat(segment.hold(new Update<>("k" + i, version(i), entry, call), new Place(TO, i)))
          .isNull();
    }
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int i = 1; i <= ITEMS; i++) {
      keys.add("k" + i);
    }
    return keys;
  }

  private static Version version(long stamp) {
    return new Version(stamp, 1);
  }
}
