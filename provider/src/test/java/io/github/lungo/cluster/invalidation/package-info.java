// SPDX-License-Identifier: Apache-2.0
/** Tests of the mode in which each member keeps copies of its own. */
package io.github.lungo.cluster.invalidation;
