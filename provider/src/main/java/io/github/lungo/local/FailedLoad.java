// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

/**
 * The last of a key's loads that failed one after the other. Immutable.
 *
 * @param cause what the loader threw
 * @param attempts how many failed in a row
 * @param retryAt the point of the cache's clock from which the loader may be asked again
 */
record FailedLoad(Throwable cause, int attempts, long retryAt) {}
