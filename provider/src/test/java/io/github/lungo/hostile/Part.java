// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

/** What a cache may be configured with. */
enum Part {
  LOADER,
  WRITER,
  LISTENER,
  ASYNC_LISTENER,
  POLICY,
  WEIGHER,
  EXECUTOR
}
