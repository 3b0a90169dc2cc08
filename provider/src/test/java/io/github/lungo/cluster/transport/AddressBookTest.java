// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.MergeView;
import org.jgroups.ViewId;
import org.jgroups.util.NameCache;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AddressBookTest {
  private final Address first = UUID.randomUUID();
  private final Address second = UUID.randomUUID();
  private final Address third = UUID.randomUUID();
  private final AddressBook book = new AddressBook();

  @AfterEach
  void forget() {
    NameCache.removeAll(List.of(first, second, third));
  }

  @Test
  void node_andAddress_areTheSame() {
    NodeId node = book.nodeOf(first);

    assertThat(AddressBook.addressOf(node)).isEqualTo(first);
    assertThat(node.name()).isEqualTo(node.uuid().toString());
  }

  @Test
  void view_keepsCreatorNumberOrderAndNames() {
    NameCache.add(first, "one");
    NameCache.add(second, "two");

    View view = book.viewOf(new org.jgroups.View(new ViewId(second, 7), List.of(first, second)));

    assertThat(view.creator()).isEqualTo(book.nodeOf(second));
    assertThat(view.number()).isEqualTo(7);
    assertThat(view.members().stream().map(NodeId::name)).containsExactly("one", "two");
    assertThat(view.isMerge()).isFalse();
  }

  @Test
  void nameOfAMember_thatIsTooLong_isCut() {
    NameCache.add(first, "n".repeat(60_000));

    View view = book.viewOf(new org.jgroups.View(new ViewId(first, 1), List.of(first)));

    assertThat(view.creator().name()).isEqualTo("n".repeat(256));
  }

  @Test
  void mergeView_tellsTheSides() {
    org.jgroups.View left = new org.jgroups.View(new ViewId(first, 3), List.of(first, second));
    org.jgroups.View right = new org.jgroups.View(new ViewId(third, 3), List.of(third));

    View view = book.viewOf(
        new MergeView(new ViewId(first, 4), List.of(first, second, third), List.of(left, right)));

    assertThat(view.mergedFrom())
        .containsExactly(
            List.of(book.nodeOf(first), book.nodeOf(second)), List.of(book.nodeOf(third)));
  }

  @Test
  void nameOfAMember_isRememberedWhileItIsOne() {
    NameCache.add(first, "one");
    book.viewOf(new org.jgroups.View(new ViewId(first, 1), List.of(first)));
    NameCache.add(first, "other");

    assertThat(book.nodeOf(first).name()).isEqualTo("one");
    book.viewOf(new org.jgroups.View(new ViewId(second, 2), List.of(second)));
    assertThat(book.nodeOf(first).name()).isEqualTo("other");
  }
}
