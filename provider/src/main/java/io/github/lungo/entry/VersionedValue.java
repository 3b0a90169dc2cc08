// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry of a clustered cache: copies of it at other members are the same version. Thread-safe. */
public sealed class VersionedValue extends ExpiringValue implements KeyState
    permits RefreshableVersion {
  private final int weight;
  private final long stamp;
  private final long member;

  VersionedValue(Object stored, long deadline, int weight, Version version) {
    super(stored, deadline);
    this.weight = weight;
    this.stamp = version.stamp();
    this.member = version.member();
  }

  @Override
  public final Version version() {
    return new Version(stamp, member);
  }

  @Override
  public final int weight() {
    return weight;
  }

  @Override
  public final boolean isSameVersionAs(CachedValue other) {
    return other == this
        || (other instanceof VersionedValue that
            && stamp == that.stamp
            && member == that.member
            && !version().equals(Version.LEAST)); // that of many
  }
}
