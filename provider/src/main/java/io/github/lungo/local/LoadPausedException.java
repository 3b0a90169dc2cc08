// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.io.Serial;
import javax.cache.integration.CacheLoaderException;

/** The loader is not asked for a key, as it has failed for it a moment ago. */
public final class LoadPausedException extends CacheLoaderException {
  @Serial
  private static final long serialVersionUID = 1L;

  private final Throwable source;

  LoadPausedException(String message, Throwable source) {
    super(message, source);
    this.source = source;
  }

  /** Returns what the loader threw. */
  public Throwable source() {
    return source;
  }
}
