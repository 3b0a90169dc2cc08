// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadThroughTest {

  @Test
  void readAtOnce_manyThreads_loadOnce() throws Exception {
    ReadThrough.Names source = new ReadThrough.Names();

    List<String> answers = ReadThrough.readAtOnce(source);

    assertThat(answers).hasSize(32).containsOnly("HOT BEVERAGE");
    assertThat(source.loads).hasValue(1);
  }
}
