// SPDX-License-Identifier: Apache-2.0
/**
 * What runs in the JVM of a member while its cluster is measured. Read
 * {@link io.github.lungo.benchmarks.cluster.member.MemberProgram} first.
 */
@NullMarked
package io.github.lungo.benchmarks.cluster.member;

import org.jspecify.annotations.NullMarked;
