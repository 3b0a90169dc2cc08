// SPDX-License-Identifier: Apache-2.0
/**
 * Telling listeners what happened. {@link io.github.lungo.event.EventDispatcher} knows who listens, and
 * {@link io.github.lungo.event.KeyedSequencer} keeps the order of each key's events; read the first one first.
 */
@NullMarked
package io.github.lungo.event;

import org.jspecify.annotations.NullMarked;
