// SPDX-License-Identifier: Apache-2.0
/**
 * Replays the JDK's multilingual text as reads of a cache, one read a character, from several threads. Read {@link
 * io.github.lungo.examples.demo.replay.Replay} first.
 */
@NullMarked
package io.github.lungo.examples.demo.replay;

import org.jspecify.annotations.NullMarked;
