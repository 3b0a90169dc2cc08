// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.expiry.Deadline;
import org.junit.jupiter.api.Test;

final class VersionedValueTest {
  private static final Version VERSION = new Version(7, 1);

  private static CachedValue entry(Version version) {
    return EntryShape.versioned("value", 1_000, 3, version);
  }

  @Test
  void versioned_parts_areWhatWasGiven() {
    CachedValue entry = entry(VERSION);

    assertThat(entry.stored()).isEqualTo("value");
    assertThat(entry.deadline()).isEqualTo(1_000);
    assertThat(entry.weight()).isEqualTo(3);
    assertThat(entry)
        .isInstanceOfSatisfying(
            VersionedValue.class, versioned -> assertThat(versioned.version()).isEqualTo(VERSION));
  }

  @Test
  void isSameVersionAs_copyOfAnotherMember_isTrueForTheVersionOnly() {
    assertThat(entry(VERSION).isSameVersionAs(entry(new Version(7, 1)))).isTrue();
    assertThat(entry(VERSION).isSameVersionAs(EntryShape.knownBy(VERSION))).isTrue();
    assertThat(entry(VERSION).isSameVersionAs(entry(new Version(7, 2)))).isFalse();
    assertThat(entry(VERSION).isSameVersionAs(entry(new Version(8, 1)))).isFalse();
    assertThat(entry(VERSION).isSameVersionAs(EntryShape.EXPIRING.create("value", 1_000, 1)))
        .isFalse();
  }

  @Test
  void knownBy_version_neverExpires() {
    assertThat(EntryShape.knownBy(VERSION).deadline()).isEqualTo(Deadline.NEVER);
  }
}
