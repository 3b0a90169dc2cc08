// SPDX-License-Identifier: Apache-2.0
/** Listeners of clustered caches, through nothing but the API, on three members in one JVM. */
package io.github.lungo.cluster.listening;
