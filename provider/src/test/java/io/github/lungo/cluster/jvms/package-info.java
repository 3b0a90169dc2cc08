// SPDX-License-Identifier: Apache-2.0
/**
 * Clusters of real JVMs on the loopback interface, some of which are killed. Read {@link
 * io.github.lungo.cluster.jvms.KillRoundsIT} first; {@link io.github.lungo.cluster.jvms.MemberProgram} is what the other JVMs
 * run.
 */
@NullMarked
package io.github.lungo.cluster.jvms;

import org.jspecify.annotations.NullMarked;
