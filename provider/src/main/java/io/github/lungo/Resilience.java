// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.io.Serializable;

/**
 * How a cache spares the source that it loads from, and bears with it; the builder's methods say what each setting does.
 * Everything is off by default. Immutable.
 *
 * @param expiryJitter the greatest share by which a lifetime is shortened at random, or 0
 */
public record Resilience(double expiryJitter) implements Serializable {
  private static final long serialVersionUID = 1L;
}
