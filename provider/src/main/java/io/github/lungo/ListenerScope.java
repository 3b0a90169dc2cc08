// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** Which events the listeners of a member of a clustered cache hear. */
public enum ListenerScope {
  /** All of the cache, each once on every member, wherever the operation was called. The default. */
  CLUSTER,

  /**
   * Those of operations called on this member; of an entry that expires by itself, where this member is its primary at that
   * time.
   */
  LOCAL
}
