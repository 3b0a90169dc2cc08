// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnershipTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(20)
  void owners_anyOrderOfMembers_areTheSame() {
    List<NodeId> members = Nodes.random(random, 1 + random.nextInt(20));
    int copies = 1 + random.nextInt(4);
    List<NodeId> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);

    assertThat(Ownership.table(shuffled, copies))
        .as("seed %d", seed)
        .isEqualTo(Ownership.table(members, copies));
  }

  @RepeatedTest(20)
  void owners_anyMembers_areDistinctAndAsManyAsThereCanBe() {
    List<NodeId> members = Nodes.random(random, 1 + random.nextInt(8));
    int copies = 1 + random.nextInt(8);

    assertThat(Ownership.table(members, copies)).as("seed %d", seed).allSatisfy(owners -> {
      assertThat(owners).hasSize(Math.min(copies, members.size())).doesNotHaveDuplicates();
      assertThat(members).containsAll(owners);
    });
  }

  @Test
  void owners_allMembersWanted_areAll() {
    List<NodeId> members = Nodes.random(random, 5);

    assertThat(Ownership.owners(0, members, Integer.MAX_VALUE))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(members);
  }

  /** More copies only add backups at the end, so that the next in line is known. */
  @RepeatedTest(20)
  void owners_moreCopies_beginWithTheSame() {
    List<NodeId> members = Nodes.random(random, 8);

    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      assertThat(Ownership.owners(segment, members, 5))
          .as("seed %d", seed)
          .startsWith(Ownership.owners(segment, members, 3).toArray(NodeId[]::new));
    }
  }

  @RepeatedTest(20)
  void owners_aMemberLeaves_onlyItsSegmentsMoveUpByOne() {
    List<NodeId> members = Nodes.random(random, 2 + random.nextInt(20));
    NodeId leaver = members.get(random.nextInt(members.size()));
    List<NodeId> rest = members.stream().filter(node -> !node.equals(leaver)).toList();
    int copies = 1 + random.nextInt(4);

    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      List<NodeId> before = Ownership.owners(segment, members, copies);
      List<NodeId> after = Ownership.owners(segment, rest, copies);

      List<NodeId> stay = before.stream().filter(node -> !node.equals(leaver)).toList();
      assertThat(after.subList(0, stay.size())).as("seed %d", seed).isEqualTo(stay);
      assertThat(after.size() - stay.size()).as("seed %d", seed).isLessThanOrEqualTo(1);
    }
  }

  @RepeatedTest(20)
  void owners_aMemberJoins_onlyWhatItOwnsMoves() {
    List<NodeId> members = Nodes.random(random, 2 + random.nextInt(20));
    NodeId joiner = members.get(random.nextInt(members.size()));
    List<NodeId> before = members.stream().filter(node -> !node.equals(joiner)).toList();
    int copies = 1 + random.nextInt(4);

    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      List<NodeId> old = Ownership.owners(segment, before, copies);
      List<NodeId> owners = new ArrayList<>(Ownership.owners(segment, members, copies));

      boolean moved = owners.remove(joiner);
      assertThat(old.subList(0, owners.size())).as("seed %d", seed).isEqualTo(owners);
      assertThat(moved || owners.equals(old)).as("seed %d", seed).isTrue();
    }
  }

  /** Each member draws for itself: the segments that it wins are scattered by chance. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 10, 20, 50, 100})
  void owners_manyClusters_shareEvenly(int size) {
    Random fixed = new Random(size); // the same each time: chance may go further once in a while
    double mean = (double) Ownership.SEGMENTS / size;
    double deviation = Math.sqrt(mean * (1 - 1.0 / size));
    double squares = 0;
    double most = 0;
    int clusters = 40;

    for (int cluster = 0; cluster < clusters; cluster++) {
      List<NodeId> members = Nodes.random(fixed, size);
      var shares = Ownership.table(members, 2).stream()
          .collect(Collectors.groupingBy(owners -> owners.get(0), Collectors.counting()));
      for (NodeId member : members) {
        double off = shares.getOrDefault(member, 0L) - mean;
        squares += off * off;
        most = Math.max(most, off);
      }
    }

    double measured = Math.sqrt(squares / clusters / size);
    System.out.printf(
        "%d members: primaries of one %.1f on average, deviation %.2f, most %.1f%n",
        size, mean, measured, mean + most);
    assertThat(measured).isBetween(deviation * 0.75, deviation * 1.25);
    assertThat(most).isLessThan(deviation * 6 + 2);
  }

  /** Nobody's segments all go to the same heir. */
  @Test
  void owners_aPrimaryOfMany_hasManyFirstBackups() {
    List<NodeId> members = IntStream.range(1, 11).mapToObj(Nodes::node).toList();
    NodeId primary = members.get(0);

    List<NodeId> heirs = Ownership.table(members, 2).stream()
        .filter(owners -> owners.get(0).equals(primary))
        .map(owners -> owners.get(1))
        .toList();

    assertThat(new HashSet<>(heirs)).hasSizeGreaterThan(6);
  }

  /** Nodes of all releases must agree. */
  @Test
  void owners_everyRelease_areThese() {
    List<NodeId> members = IntStream.range(1, 6).mapToObj(Nodes::node).toList();

    String firsts = IntStream.range(0, 16)
        .mapToObj(segment -> Ownership.owners(segment, members, 3).toString())
        .collect(Collectors.joining(" "));

    assertThat(firsts)
        .isEqualTo("[n5, n2, n3] [n2, n3, n1] [n3, n4, n1] [n4, n2, n5] [n3, n5, n4] [n3, n2, n1]"
            + " [n1, n5, n3] [n1, n2, n4] [n2, n4, n1] [n4, n1, n2] [n2, n1, n5] [n3, n1, n4]"
            + " [n3, n2, n5] [n3, n4, n2] [n4, n1, n3] [n1, n3, n4]");
  }

  @Test
  void owners_noCopies_isRefused() {
    assertThatThrownBy(() -> Ownership.owners(0, List.of(Nodes.node(1)), 0))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("copies must be at least 1: 0");
  }

  /** Printed, not asserted: the time for a large cluster. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void table_hundredMembers_isMadeSoon(int copies) {
    List<NodeId> members = Nodes.random(random, 100);
    for (int i = 0; i < 30; i++) {
      long start = System.nanoTime();
      List<List<NodeId>> table = Ownership.table(members, copies);
      long micros = (System.nanoTime() - start) / 1_000;

      assertThat(table).hasSize(Ownership.SEGMENTS);
      if (i == 0 || i == 29) {
        System.out.printf("table %d of 100 members, %d copies: %d µs%n", i, copies, micros);
      }
    }
  }
}
