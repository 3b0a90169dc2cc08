// SPDX-License-Identifier: Apache-2.0
/**
 * What a user imports: the provider, the configuration with its builder, and {@link io.github.lungo.LungoCache}, what a
 * cache offers beyond JSR-107. Read {@link io.github.lungo.LungoConfiguration} first.
 */
@NullMarked
package io.github.lungo;

import org.jspecify.annotations.NullMarked;
