// SPDX-License-Identifier: Apache-2.0
/**
 * The external source behind a cache. {@link io.github.lungo.integration.InFlightLoads} lets one load serve all who ask for
 * a key, and {@link io.github.lungo.integration.ReadThrough} and {@link io.github.lungo.integration.WriteThrough} call the
 * user's loader and writer. Read the first one first.
 */
@NullMarked
package io.github.lungo.integration;

import org.jspecify.annotations.NullMarked;
