// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

/**
 * The rules of a standard policy: durations that never change, in nanoseconds.
 *
 * @param creation the time to live of a new entry
 * @param update the time that an update grants, or {@link #UNCHANGED}
 * @param access the time that an access grants, or {@link #UNCHANGED}
 */
record FixedExpiry(long creation, long update, long access) implements ExpiryRules {

  /** Stands for a duration that the policy leaves as it is. */
  static final long UNCHANGED = -1;

  @Override
  public boolean isEternal() {
    return creation == Deadline.NEVER && neverShortens(update) && access == UNCHANGED;
  }

  @Override
  public boolean updatesLikeCreations() {
    return creation > 0 && (update == creation || isEternal());
  }

  @Override
  public boolean hasAccessExpiry() {
    return access != UNCHANGED;
  }

  @Override
  public long afterCreation(long now) {
    return Deadline.after(now, creation);
  }

  @Override
  public long afterUpdate(long now, long current) {
    return update == UNCHANGED ? current : Deadline.after(now, update);
  }

  @Override
  public long afterAccess(long now, long current) {
    return access == UNCHANGED ? current : Deadline.after(now, access);
  }

  private static boolean neverShortens(long duration) {
    return duration == UNCHANGED || duration == Deadline.NEVER;
  }
}
