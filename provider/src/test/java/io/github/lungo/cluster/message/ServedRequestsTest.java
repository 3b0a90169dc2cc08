// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServedRequestsTest {
  private static final byte[] ANSWER = {1};

  private final ServedRequests requests = new ServedRequests();

  @Test
  void answered_wanted_isKept() {
    ServedRequests.Served served = requests.admit(2).served();

    served.answered(ANSWER);

    assertThat(served.answer()).isSameAs(ANSWER);
    assertThat(requests.admit(2).served()).isSameAs(served);
  }

  @Test
  void settle_answered_letsGoOfTheAnswer() {
    ServedRequests.Served served = requests.admit(2).served();
    served.answered(ANSWER);

    requests.settle(new Settlement(1, List.of(2L)));

    assertThat(served.answer()).isNull();
    assertThat(requests.admit(2)).isNull();
  }

  /** Its asker has given it up, but waits for the answer to an older one. */
  @Test
  void answered_settledMeanwhile_isNotKept() {
    ServedRequests.Served served = requests.admit(2).served();
    requests.settle(new Settlement(1, List.of(2L)));

    served.answered(ANSWER);

    assertThat(served.answer()).isNull();
    assertThat(requests.admit(2)).isNull();
  }
}
