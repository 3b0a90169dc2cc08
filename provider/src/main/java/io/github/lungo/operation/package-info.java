// SPDX-License-Identifier: Apache-2.0
/**
 * What JCache's methods do to one entry, as values. An {@link io.github.lungo.operation.EntryOperation} maps the entry
 * before to an {@link io.github.lungo.operation.Outcome}; a {@link io.github.lungo.operation.CacheEngine} executes it.
 * Nothing here knows where entries live. Read {@link io.github.lungo.operation.Put} first.
 */
@NullMarked
package io.github.lungo.operation;

import org.jspecify.annotations.NullMarked;
