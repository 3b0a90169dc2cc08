// SPDX-License-Identifier: Apache-2.0
/** Tests of the owners' protocol: by hand, and under seeded schedules of faults. */
package io.github.lungo.cluster.replication;
