// SPDX-License-Identifier: Apache-2.0
/** Tests of events that are told across members. */
package io.github.lungo.cluster.events;
