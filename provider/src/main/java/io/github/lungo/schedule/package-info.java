// SPDX-License-Identifier: Apache-2.0
/** What is to happen later. */
@NullMarked
package io.github.lungo.schedule;

import org.jspecify.annotations.NullMarked;
