// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

/** What a cache may be, or have. Without any it stores by reference and knows nothing of the outside. */
enum Trait {
  STORES_BY_VALUE,
  HAS_LOADER,
  READS_THROUGH,
  WRITES_THROUGH,
  COUNTS_STATISTICS,
  /** Loader, writer and processors throw the exceptions that the specification has for them, not one of their own. */
  THROWS_SPECIFIED
}
