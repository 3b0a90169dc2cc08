// SPDX-License-Identifier: Apache-2.0
/**
 * What the demo does with its caches, one class a claim's subject. Read {@link
 * io.github.lungo.examples.demo.scenario.StampedeScenario} first.
 */
@NullMarked
package io.github.lungo.examples.demo.scenario;

import org.jspecify.annotations.NullMarked;
