// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** Which member of a cluster runs the cache's loader. */
public enum LoadAt {
  /** The key's primary, for all who ask. The default. */
  OWNER,

  /** The member that asks first, on behalf of all others who ask meanwhile. */
  CALLER
}
