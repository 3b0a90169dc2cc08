// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

/** What an expiry policy answers until the script says otherwise. */
record Lives(Life creation, Life update, Life access) {
  static final Lives ETERNAL = new Lives(Life.ETERNAL, Life.UNCHANGED, Life.UNCHANGED);

  boolean endsAtCreation() {
    return creation == Life.ZERO;
  }

  boolean endsAtAccess() {
    return access == Life.ZERO;
  }
}
