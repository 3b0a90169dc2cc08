// SPDX-License-Identifier: Apache-2.0
/**
 * The database behind the cache: the running JDK's Unicode data as one table in an embedded H2. Read {@link
 * io.github.lungo.examples.demo.table.CharacterTable} first.
 */
@NullMarked
package io.github.lungo.examples.demo.table;

import org.jspecify.annotations.NullMarked;
