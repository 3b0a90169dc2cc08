// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

/** What the cache of a row is configured with; without any of them it holds references, without bound or expiry. */
public enum Feature {
  /** The cache stores by value. */
  BY_VALUE,
  /** The values are objects with ten fields that can change, not strings. */
  MUTABLE,
  /** The cache holds {@link KeyStream#BOUND} entries at most. */
  BOUNDED,
  STATISTICS,
  CREATED_EXPIRY,
  ACCESSED_EXPIRY,
  /** A synchronous listener counts the updates. */
  LISTENER,
  /** What is absent is read through a loader, which has the value at hand. */
  LOADER
}
