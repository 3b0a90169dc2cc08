// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.cluster.membership.Fingerprint.Setting;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FingerprintTest {
  private static final Map<Setting, Object> VALUES = Map.of(
      Setting.MODE,
      "PARTITIONED",
      Setting.CONSISTENCY,
      "STRONG",
      Setting.BACKUPS,
      1,
      Setting.SEGMENTS,
      256,
      Setting.KEY_TYPE,
      "java.lang.String",
      Setting.VALUE_TYPE,
      "com.acme.Order",
      Setting.STORE_BY_VALUE,
      true,
      Setting.CODEC,
      "EVOLVING",
      Setting.CODEC_VERSION,
      1,
      Setting.PROTOCOL,
      1);

  private final Fingerprint here = Fingerprint.of(VALUES);

  @Test
  void differenceFrom_equalSettings_isEmpty() {
    Fingerprint there = Fingerprint.of(new EnumMap<>(VALUES));

    assertThat(there).isEqualTo(here);
    assertThat(here.differenceFrom(there)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void differenceFrom_anySetting_isTold(Setting setting) {
    Fingerprint there = with(setting, "other");

    assertThat(there).isNotEqualTo(here);
    assertThat(here.differenceFrom(there))
        .isEqualTo(setting.words() + ": here " + VALUES.get(setting) + ", there other");
  }

  @Test
  void differenceFrom_severalSettings_areAllTold() {
    Map<Setting, Object> values = new EnumMap<>(VALUES);
    values.put(Setting.BACKUPS, 2);
    values.put(Setting.KEY_TYPE, "java.lang.Long");

    assertThat(here.differenceFrom(Fingerprint.of(values)))
        .isEqualTo(
            "backups: here 1, there 2; key type: here java.lang.String, there java.lang.Long");
  }

  @Test
  void differenceFrom_settingOfAnotherRelease_isTold() {
    SortedMap<String, String> settings = new TreeMap<>(here.settings());
    settings.put("checksums", "on");
    settings.remove("protocol");

    assertThat(here.differenceFrom(new Fingerprint(settings)))
        .isEqualTo("checksums: here unknown, there on; protocol: here 1, there unknown");
  }

  @Test
  void of_missingSetting_isRefused() {
    Map<Setting, Object> values = new EnumMap<>(VALUES);
    values.remove(Setting.VALUE_TYPE);

    assertThatThrownBy(() -> Fingerprint.of(values))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("the fingerprint lacks the value type");
  }

  @Test
  void decode_encoded_isEqual() throws MalformedFrameException {
    assertThat(Fingerprint.decode(here.encode())).isEqualTo(here);
  }

  @Test
  void decode_cutOrLongerOrOfAnotherFormat_isUnreadable() {
    byte[] bytes = here.encode();
    byte[] unknown = bytes.clone();
    unknown[0] = 9;
    for (int length = 0; length <= bytes.length + 1; length++) {
      byte[] other = length == bytes.length ? unknown : Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> Fingerprint.decode(other))
          .as("length %d", length)
          .isExactlyInstanceOf(MalformedFrameException.class)
          .hasMessageStartingWith("a fingerprint");
    }
  }

  private static Fingerprint with(Setting setting, String value) {
    Map<Setting, Object> values = new EnumMap<>(VALUES);
    values.put(setting, value);
    return Fingerprint.of(values);
  }
}
