// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;

/**
 * What a member keeps of a segment.
 *
 * @param node the member
 * @param segment the number of the segment, from 0
 */
public record SegmentCopy(NodeId node, int segment) {}
