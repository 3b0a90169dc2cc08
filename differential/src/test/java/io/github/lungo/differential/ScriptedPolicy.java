// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;

/** Answers what the script says. */
final class ScriptedPolicy implements ExpiryPolicy {
  private final Script script;
  private final Dialect dialect;

  ScriptedPolicy(Script script, Dialect dialect) {
    this.script = script;
    this.dialect = dialect;
  }

  @Override
  public Duration getExpiryForCreation() {
    return dialect.creation(script.lives.creation());
  }

  @Override
  public Duration getExpiryForUpdate() {
    return script.lives.update().duration();
  }

  @Override
  public Duration getExpiryForAccess() {
    return script.isQuiet ? null : script.lives.access().duration();
  }
}
