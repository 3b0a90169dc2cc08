// SPDX-License-Identifier: Apache-2.0
/**
 * The interfaces of JSR-107, on top of an engine: check the arguments, build the operation, execute it, project its
 * outcome. {@link io.github.lungo.jcache.CacheAssembly} puts a cache together; read it first.
 */
@NullMarked
package io.github.lungo.jcache;

import org.jspecify.annotations.NullMarked;
