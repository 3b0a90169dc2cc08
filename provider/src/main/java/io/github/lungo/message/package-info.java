// SPDX-License-Identifier: Apache-2.0
/** What messages need. {@link io.github.lungo.message.Printed} puts objects of users into them. */
@NullMarked
package io.github.lungo.message;

import org.jspecify.annotations.NullMarked;
