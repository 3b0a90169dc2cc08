// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bounded cache lives in a heap that its data would fill many times over, and leaves nothing behind. */
final class SmallHeapIT {

  @ParameterizedTest
  @EnumSource
  void boundedCache_tenTimesItsData_staysInBounds(SmallHeap kind) throws Exception {
    ForkedJvm.run("64m", SmallHeap.class, kind.name());
  }
}
