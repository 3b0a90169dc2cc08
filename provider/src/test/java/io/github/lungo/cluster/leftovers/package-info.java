// SPDX-License-Identifier: Apache-2.0
/** What tests of clusters must not leave behind; {@link io.github.lungo.cluster.leftovers.LeftoverCheck} looks for it. */
@NullMarked
package io.github.lungo.cluster.leftovers;

import org.jspecify.annotations.NullMarked;
