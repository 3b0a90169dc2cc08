// SPDX-License-Identifier: Apache-2.0
/** What the members have counted of a cache, added up. */
@NullMarked
package io.github.lungo.cluster.statistics;

import org.jspecify.annotations.NullMarked;
