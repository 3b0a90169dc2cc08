// SPDX-License-Identifier: Apache-2.0
/**
 * What clients of a cache saw, and whether it may be so: recorded histories, the search for an order that explains one, and
 * simpler checks. Read {@link io.github.lungo.cluster.history.History} first, then {@link
 * io.github.lungo.cluster.history.Linearizability}.
 *
 * <p>A seeded test in virtual time records calls whose answers come later:
 *
 * <pre>{@code
 * Recorder recorder = Recorder.inMemory(virtualTime::nanos);
 * RecordedClient client = recorder.client("n1", "a");
 *
 * OpenCall call = client.begin(Kind.PUT, "k", 7);
 * call.follow(cache.putAsync("k", 7L), Refused.class::isInstance);
 * // or, wherever the end of the call is known, one of
 * call.answered(null);            // what the cache's method returned
 * call.failedWithoutEffect();     // it did nothing, and never will
 * call.undecided();               // nobody knows; so it is without an end, too
 *
 * History history = recorder.history();
 * Verdict verdict = Linearizability.allowing().check(history);
 * assertThat(verdict.isLinearizable()).as("seed %d: %s", seed, verdict).isTrue();
 * assertThat(LateReads.ofOlderValues(history)).as("seed %d", seed).isEmpty();
 * assertThat(LateReads.ofRemovedValues(history)).as("seed %d", seed).isEmpty();
 * assertThat(new Contents(entriesByNode).lostWritesOf(history)).as("seed %d", seed).isEmpty();
 * }</pre>
 *
 * <p>Values are numbers, each written once per key; those that are added to are best far apart. A run of the loader is
 * recorded as a call of {@link io.github.lungo.cluster.history.Kind#LOADER_RUN}, a get that may load as one of {@link
 * io.github.lungo.cluster.history.Kind#LOAD}.
 */
@NullMarked
package io.github.lungo.cluster.history;

import org.jspecify.annotations.NullMarked;
