// SPDX-License-Identifier: Apache-2.0
/** Requests and answers between members, over a network that loses, repeats and reorders what it is given. */
@NullMarked
package io.github.lungo.cluster.message;

import org.jspecify.annotations.NullMarked;
