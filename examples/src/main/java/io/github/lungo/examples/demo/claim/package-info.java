// SPDX-License-Identifier: Apache-2.0
/** What the demo asserts and how it says so. Read {@link io.github.lungo.examples.demo.claim.Claim} first. */
@NullMarked
package io.github.lungo.examples.demo.claim;

import org.jspecify.annotations.NullMarked;
