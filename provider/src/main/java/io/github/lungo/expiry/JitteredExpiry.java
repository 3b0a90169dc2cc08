// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import java.util.function.DoubleSupplier;

/**
 * Rules whose finite lifetimes, where a creation or an update grants them, are shortened by a random share, so that entries
 * that came together do not go together. What an access grants stays as it is.
 *
 * @param rules the rules that grant them
 * @param greatestShare the greatest share that is taken away
 * @param random gives numbers from 0, included, to 1
 */
record JitteredExpiry(ExpiryRules rules, double greatestShare, DoubleSupplier random)
    implements ExpiryRules {

  @Override
  public boolean isEternal() {
    return rules.isEternal();
  }

  @Override
  public boolean updatesLikeCreations() {
    return rules.updatesLikeCreations();
  }

  @Override
  public boolean hasAccessExpiry() {
    return rules.hasAccessExpiry();
  }

  @Override
  public long afterCreation(long now) {
    return shortened(now, rules.afterCreation(now));
  }

  @Override
  public long afterUpdate(long now, long current) {
    long deadline = rules.afterUpdate(now, current);
    return deadline == current ? current : shortened(now, deadline); // kept, not granted
  }

  @Override
  public long afterAccess(long now, long current) {
    return rules.afterAccess(now, current);
  }

  private long shortened(long now, long deadline) {
    if (deadline == Deadline.NEVER || deadline <= now) {
      return deadline;
    }
    long lifetime = deadline - now;
    long cut = (long) (lifetime * greatestShare * random.getAsDouble());
    return now + Math.max(1, lifetime - cut);
  }
}
