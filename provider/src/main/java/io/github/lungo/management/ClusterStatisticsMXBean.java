// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.List;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The statistics of a clustered cache on all members that run it: the sums of what each counts, and averages over all its
 * calls. A member whose statistics are off counts nothing. {@link #clear()} sets those of all members to zero.
 *
 * <p>A look at the bean asks the members, and waits for them up to {@code operationTimeout}; what they say is shown for a
 * second, so that what is read together goes together. Implementations are thread-safe.
 */
public interface ClusterStatisticsMXBean extends CacheStatisticsMXBean {

  /** Returns the names of the members whose figures are added up. */
  List<String> getMembers();

  /** Returns the names of the members that did not answer, whose figures are missing. */
  List<String> getSilentMembers();
}
