// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry of a cluster, whose version says on all members alike which of two is the newer one. Thread-safe. */
public final class VersionedValue extends CachedValue implements KeyState {
  private final Version version;
  private final int weight;
  private volatile long deadline;

  /**
   * Creates an entry that takes as much room as any other.
   *
   * @param deadline the point of this member's clock at which it expires
   */
  public VersionedValue(Object stored, long deadline, Version version) {
    this(stored, deadline, version, 1);
  }

  /**
   * Creates an entry.
   *
   * @param deadline the point of this member's clock at which it expires
   * @param weight the share of the cache's maximum weight that the entry takes
   */
  public VersionedValue(Object stored, long deadline, Version version, int weight) {
    super(stored);
    this.deadline = deadline;
    this.version = version;
    this.weight = weight;
  }

  @Override
  public int weight() {
    return weight;
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
    return other == this
        || (other instanceof VersionedValue versioned
            && !version.equals(Version.LEAST) // which all that was loaded has
            && versioned.version.equals(version));
  }
}
