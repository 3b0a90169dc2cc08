// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.FragHeader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts frames to pieces, each of which is a message of bytes, and puts them together again: bytes that make no more than
 * one frame of the largest size, and never an object. Thread-safe.
 */
final class BoundedFragments extends FRAG2 {
  private static final int FRAGMENT_BYTES = 60_000;

  private final int maximumFragments;

  BoundedFragments(int maximumFrameBytes) {
    this.maximumFragments = maximumFrameBytes / FRAGMENT_BYTES + 1;
    setId(ClassConfigurator.getProtocolId(FRAG2.class));
    setFragSize(FRAGMENT_BYTES);
  }

  @Override
  public String getName() {
    return "FRAG2";
  }

  @Override
  protected @Nullable Message unfragment(Message message, FragHeader header) {
    boolean isFragment = header.num_frags > 0
        && header.num_frags <= maximumFragments
        && header.frag_id >= 0
        && header.frag_id < header.num_frags
        && !header.needs_deserialization;
    if (!isFragment) {
      log.warn(
          "%s: dropped a fragment that no member sends, from %s: %s",
          local_addr, message.getSrc(), header);
      return null;
    }
    return super.unfragment(message, header);
  }
}
