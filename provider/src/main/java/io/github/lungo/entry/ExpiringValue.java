// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry with a deadline, which accesses may move. Thread-safe; of two racing accesses one deadline wins. */
public sealed class ExpiringValue extends CachedValue
    permits RefreshableValue, VersionedValue, WeighedValue {
  private volatile long deadline;

  ExpiringValue(Object stored, long deadline) {
    super(stored);
    this.deadline = deadline;
  }

  @Override
  public final Object held() {
    return this;
  }

  @Override
  public final long deadline() {
    return deadline;
  }

  @Override
  public final void extendTo(long newDeadline) {
    deadline = newDeadline;
  }
}
