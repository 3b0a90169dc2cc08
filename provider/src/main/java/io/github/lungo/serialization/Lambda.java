// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

/** Stands on the wire for the nameless classes of serializable lambdas. */
final class Lambda {

  private Lambda() {}
}
