// SPDX-License-Identifier: Apache-2.0
/**
 * Runs the traps on several providers, each in JVMs of its own, and writes down how they fare. Read {@link
 * io.github.lungo.traps.comparison.Comparison} first.
 */
package io.github.lungo.traps.comparison;
