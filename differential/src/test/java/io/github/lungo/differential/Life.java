// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import javax.cache.expiry.Duration;

/** An answer of an expiry policy. No test waits: what is not over at once lasts longer than any run. */
enum Life {
  UNCHANGED {
    @Override
    Duration duration() {
      return null;
    }
  },
  ZERO {
    @Override
    Duration duration() {
      return Duration.ZERO;
    }
  },
  HOUR {
    @Override
    Duration duration() {
      return Duration.ONE_HOUR;
    }
  },
  ETERNAL {
    @Override
    Duration duration() {
      return Duration.ETERNAL;
    }
  },
  FAILURE {
    @Override
    Duration duration() {
      throw new Scripted();
    }
  };

  abstract Duration duration();
}
