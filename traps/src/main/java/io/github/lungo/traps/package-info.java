// SPDX-License-Identifier: Apache-2.0
/**
 * What the JCache TCK does not settle and providers get wrong, as tests of {@code javax.cache} alone: they run on any
 * provider that {@link javax.cache.Caching#getCachingProvider()} finds. One class for each trap, numbered by {@link
 * Trap}; what the specification leaves open is marked {@link Choice}. Read {@link Caches} first. Not null-marked: tests
 * pass null on purpose.
 */
package io.github.lungo.traps;
