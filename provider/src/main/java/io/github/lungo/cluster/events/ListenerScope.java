// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

/** Which events the listeners of a member hear. */
public enum ListenerScope {
  /** All of the cache, wherever the operations were called. */
  CLUSTER,
  /** Those of operations called on this member, and what its keys did by themselves where it is their primary. */
  LOCAL
}
