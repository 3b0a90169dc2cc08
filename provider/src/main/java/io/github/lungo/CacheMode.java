// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** Where the values of a cache live. */
public enum CacheMode {
  /** On this node alone: no ports are opened, no other process sees an entry. The default. */
  LOCAL
}
