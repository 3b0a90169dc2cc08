// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.CacheMode;
import io.github.lungo.examples.demo.node.CacheNode;
import io.github.lungo.examples.demo.node.Node;
import io.github.lungo.examples.demo.table.CharacterTable;
import io.github.lungo.examples.demo.table.TableAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Nodes of this process that are no cluster: none knows of the others. */
public final class LoneNodes implements Nodes {
  private final TableAddress address;
  private final CacheMode mode;
  private final List<CharacterTable> tables = new ArrayList<>();

  private LoneNodes(TableAddress address, CacheMode mode) {
    this.address = address;
    this.mode = mode;
  }

  /** Returns the nodes in front of a table. */
  public static Nodes open(TableAddress address, CacheMode mode) {
    return new LoneNodes(address, mode);
  }

  @Override
  public List<Node> start(int count, int members) {
    return Stream.generate(this::node).limit(count).toList();
  }

  private Node node() {
    CharacterTable table = CharacterTable.connect(address);
    tables.add(table);
    return new CacheNode(new LoneCaches(mode == CacheMode.INVALIDATION), table);
  }

  @Override
  public void kill(Node node) {
    node.leave();
  }

  @Override
  public long stop() {
    tables.forEach(CharacterTable::close);
    tables.clear();
    return 0;
  }
}
