// SPDX-License-Identifier: Apache-2.0
/**
 * When an entry's life ends. {@link io.github.lungo.expiry.ExpiryRules} asks the user's policy, survives its failures and
 * answers in deadlines; read it first.
 */
@NullMarked
package io.github.lungo.expiry;

import org.jspecify.annotations.NullMarked;
