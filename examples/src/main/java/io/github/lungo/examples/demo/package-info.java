// SPDX-License-Identifier: Apache-2.0
/**
 * {@code ./demo}: a cache in front of a real table, real text as its traffic, and each claim checked by what the database
 * counted. Read {@link io.github.lungo.examples.demo.Demo} first.
 */
@NullMarked
package io.github.lungo.examples.demo;

import org.jspecify.annotations.NullMarked;
