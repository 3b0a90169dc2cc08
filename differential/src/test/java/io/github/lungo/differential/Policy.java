// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/** The expiry policies that caches are played with: those of the specification, and one that follows the script. */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
enum Policy {
  SCRIPTED(script -> script),
  ETERNAL(script -> new EternalExpiryPolicy()),
  CREATED(script -> new CreatedExpiryPolicy(Duration.ONE_HOUR)),
  MODIFIED(script -> new ModifiedExpiryPolicy(Duration.ONE_HOUR)),
  ACCESSED(script -> new AccessedExpiryPolicy(Duration.ONE_HOUR)),
  TOUCHED(script -> new TouchedExpiryPolicy(Duration.ONE_HOUR)),
  CREATED_DEAD(script -> new CreatedExpiryPolicy(Duration.ZERO));

  private final Kind kind;

  Policy(Kind kind) {
    this.kind = kind;
  }

  /** Makes a policy, which may be that of the script. */
  private interface Kind {
    ExpiryPolicy of(ExpiryPolicy script);
  }

  Factory<ExpiryPolicy> factory(ExpiryPolicy script) {
    return () -> kind.of(script);
  }
}
