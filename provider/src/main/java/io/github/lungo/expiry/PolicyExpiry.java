// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** The rules of a user's own policy, asked at each operation. A failing policy is logged and never loses an entry. */
final class PolicyExpiry implements ExpiryRules {
  private static final System.Logger log = System.getLogger(PolicyExpiry.class.getName());

  private final String cacheName;
  private final ExpiryPolicy policy;
  private final AtomicBoolean hasWarned = new AtomicBoolean();

  PolicyExpiry(String cacheName, ExpiryPolicy policy) {
    this.cacheName = cacheName;
    this.policy = policy;
  }

  @Override
  public boolean isEternal() {
    return false;
  }

  @Override
  public boolean updatesLikeCreations() {
    return false;
  }

  @Override
  public boolean hasAccessExpiry() {
    return true;
  }

  @Override
  public long afterCreation(long now) {
    return ask("getExpiryForCreation", policy::getExpiryForCreation, now, Deadline.NEVER);
  }

  @Override
  public long afterUpdate(long now, long current) {
    return ask("getExpiryForUpdate", policy::getExpiryForUpdate, now, current);
  }

  @Override
  public long afterAccess(long now, long current) {
    return ask("getExpiryForAccess", policy::getExpiryForAccess, now, current);
  }

  @SuppressWarnings("CatchingUnchecked") // an Error of the policy must not lose the entry either
  private long ask(String question, Supplier<@Nullable Duration> answer, long now, long otherwise) {
    try {
      @Nullable Duration duration = answer.get();
      return duration == null ? otherwise : Deadline.after(now, Deadline.nanosOf(duration));
    } catch (Throwable failure) {
      // Each call may fail alike: one warning says it all.
      boolean isFirst = hasWarned.compareAndSet(false, true);
      log.log(
          isFirst ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          () -> "cache '" + cacheName + "': " + question
              + " of the expiry policy failed; the entry keeps its life time",
          failure);
      return otherwise;
    }
  }
}
