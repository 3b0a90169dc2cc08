// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

/** Mistakes that the protocol can be made to make, for tests to show that they would be noticed. No setting leads here. */
enum ReplicationFault {
  /** An update is settled when the owners of the topology hold it in which it was first sent. */
  COMMITS_ON_OLD_OWNERS,
  /** A new primary shows what the former one left open before all owners hold it. */
  ADOPTS_BEFORE_REPLICATING,
  /** An owner that does not have all of a segment reads from what it has. */
  READS_WHILE_INCOMPLETE,
  /** A write does not keep a load that runs from storing what it read before. */
  KEEPS_FLIGHTS,
  /** What is remembered of a key's loads outlives a write of the key. */
  KEEPS_REMNANTS,
  /** A clear does not wait for the open writes of its segment, nor they for it. */
  CLEARS_OUT_OF_TURN,
  /** A new primary does not ask what other owners hold and know; what they all hold it has itself. */
  ASKS_NOBODY,
  /** An owner acknowledges an update although it holds a newer one. */
  ACKNOWLEDGES_OLDER,
  /** What is older than the floor is left out of parts that the primary sends. */
  APPLIES_FLOOR_TO_PARTS,
  /** A call that is repeated is executed again. */
  FORGETS_CALLS,
  /** Owners other than the primary let go of their copies while new owners are still being sent theirs. */
  DROPS_COPIES_EARLY,
  /** An owner shows an update at once. */
  SHOWS_UNSETTLED,
  /** Of an entry that leaves for want of room the other owners hear nothing. */
  EVICTS_ALONE,
  /** A new primary does not count the entries that it takes over. */
  FORGETS_RESIDENTS,
  /** Of accesses that prolong an entry's life the other owners hear nothing. */
  TOUCHES_ALONE,
  /** A member keeps a copy that it was told to drop while it was on its way. */
  KEEPS_OVERTAKEN_FILLS,
  /** A primary has copies dropped, but does not wait until they are. */
  COMMITS_BEFORE_COPIES_ARE_DROPPED,
  /** A copy is shown although its primary may not know of it any more. */
  SERVES_PAST_THE_LEASE,
  /** A member keeps its copies in the next topology, of which the next primary knows nothing. */
  KEEPS_COPIES_FOR_THE_NEXT_PRIMARY,
  /** A primary does not wait for those who have got copies in earlier topologies, and may live, but are no members any more. */
  FORGETS_FORMER_HOLDERS
}
