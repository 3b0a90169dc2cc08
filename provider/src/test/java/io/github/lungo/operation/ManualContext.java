// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.testing.ScriptedPolicy;

/** The surroundings of an operation on the key {@code k}, at the time 1000; values are stored wrapped. */
final class ManualContext implements OperationContext<String, String> {
  static final long NOW = 1_000;

  private final ExpiryRules rules;
  private Object loadable;
  private int loads;

  ManualContext(ScriptedPolicy policy) {
    this.rules = ExpiryRules.of("c", policy);
  }

  /** What the cache keeps of a value. */
  record Stored(String text) {}

  /** Returns a live entry. */
  static CachedValue entryOf(String value, long deadline) {
    return EntryShape.EXPIRING.create(new Stored(value), deadline, 1);
  }

  /** Lets the external source have a value. */
  ManualContext withLoadable(String value) {
    loadable = new Stored(value);
    return this;
  }

  int loads() {
    return loads;
  }

  @Override
  public String key() {
    return "k";
  }

  @Override
  public long now() {
    return NOW;
  }

  @Override
  public ExpiryRules expiry() {
    return rules;
  }

  @Override
  public String valueOf(Object stored) {
    return ((Stored) stored).text();
  }

  @Override
  public Object storedFormOf(String value) {
    return new Stored(value);
  }

  @Override
  public CachedValue entry(Object stored, long deadline) {
    return EntryShape.EXPIRING.create(stored, deadline, 1);
  }

  @Override
  public Object load() {
    loads++;
    return loadable;
  }
}
