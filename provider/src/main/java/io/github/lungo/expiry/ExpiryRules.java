// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import java.util.function.DoubleSupplier;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a cache's {@link ExpiryPolicy} says, as deadlines. A deadline that is not after {@code now} means that the entry
 * is expired at once. Thread-safe as far as the user's policy is.
 */
public sealed interface ExpiryRules permits FixedExpiry, JitteredExpiry, PolicyExpiry {

  /** Returns whether no entry ever expires, so that nobody needs to ask. */
  boolean isEternal();

  /** Returns whether an update grants the very life that a creation does, and no user code is asked. */
  boolean updatesLikeCreations();

  /** Returns whether an access may move an entry's deadline. */
  boolean hasAccessExpiry();

  /** Returns the deadline of an entry created now; a policy that fails or answers null makes it eternal. */
  long afterCreation(long now);

  /** Returns the deadline of an entry updated now; a policy that fails or answers null keeps the current one. */
  long afterUpdate(long now, long current);

  /** Returns the deadline of an entry read now; a policy that fails or answers null keeps the current one. */
  long afterAccess(long now, long current);

  /**
   * Returns these rules with each finite lifetime of a creation or update shortened at random.
   *
   * @param greatestShare the greatest share that is taken away, 0 for none
   * @param random gives numbers from 0, included, to 1
   */
  default ExpiryRules jittered(double greatestShare, DoubleSupplier random) {
    return greatestShare == 0 || isEternal()
        ? this
        : new JitteredExpiry(this, greatestShare, random);
  }

  /** Returns rules by which nothing expires, and nothing lives longer than it did. */
  static ExpiryRules eternal() {
    return new FixedExpiry(Deadline.NEVER, FixedExpiry.UNCHANGED, FixedExpiry.UNCHANGED);
  }

  /** Returns the rules of a policy; the five standard policies are asked once, others at each operation. */
  static ExpiryRules of(String cacheName, ExpiryPolicy policy) {
    Class<?> type = policy.getClass();
    boolean standard = type == EternalExpiryPolicy.class
        || type == CreatedExpiryPolicy.class
        || type == ModifiedExpiryPolicy.class
        || type == AccessedExpiryPolicy.class
        || type == TouchedExpiryPolicy.class;
    if (!standard) {
      return new PolicyExpiry(cacheName, policy);
    }
    @Nullable Duration creation = policy.getExpiryForCreation();
    @Nullable Duration update = policy.getExpiryForUpdate();
    @Nullable Duration access = policy.getExpiryForAccess();
    return new FixedExpiry(
        creation == null ? Deadline.NEVER : Deadline.nanosOf(creation),
        update == null ? FixedExpiry.UNCHANGED : Deadline.nanosOf(update),
        access == null ? FixedExpiry.UNCHANGED : Deadline.nanosOf(access));
  }
}
