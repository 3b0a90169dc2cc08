// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;

/** An entry that was looked at and left as it is. */
final class Access {

  private Access() {}

  /** Returns the outcome of a comparison that failed, which counts as an access (JSR-107 1.1.1, chapter 5). */
  static <K, V> Outcome<Boolean> mismatch(CachedValue before, OperationContext<K, V> context) {
    touch(before, context);
    return Outcome.unchanged(before, Counts.HIT, false);
  }

  /** Moves the entry's deadline as the expiry policy says for an access. */
  static <K, V> void touch(CachedValue entry, OperationContext<K, V> context) {
    long deadline = entry.deadline();
    long moved = context.expiry().afterAccess(context.nowIfItMatters(entry), deadline);
    if (moved != deadline) {
      entry.extendTo(moved);
    }
  }
}
