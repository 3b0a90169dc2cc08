// SPDX-License-Identifier: Apache-2.0
/**
 * Settings that come from outside the code: a HOCON file at the manager's URI, the manager's properties, the environment
 * and system properties. Read {@link io.github.lungo.config.LungoSettings} first; every key there is stands in
 * {@code Key}.
 */
@NullMarked
package io.github.lungo.config;

import org.jspecify.annotations.NullMarked;
