// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry of a cluster, whose version says on all members alike which of two is the newer one. Thread-safe. */
public final class VersionedValue extends CachedValue implements KeyState {
  private final Version version;
  private volatile long deadline;

  /**
   * Creates an entry.
   *
   * @param deadline the point of this member's clock at which it expires
   */
  public VersionedValue(Object stored, long deadline, Version version) {
    super(stored);
    this.deadline = deadline;
    this.version = version;
  }

  @Override
  public Object held() {
    return this;
  }

  @Override
  public Version version() {
    return version;
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public void extendTo(long newDeadline) {
    deadline = newDeadline;
  }

  @Override
  public boolean isSameVersionAs(CachedValue other) {
    return other instanceof VersionedValue versioned && versioned.version.equals(version);
  }
}
