// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.message.Printed;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;

/** What callers are told of a loader that failed. */
final class LoadFailures {

  private LoadFailures() {}

  /** Returns the loader's own exception if it is of the kind, else one that names cache and key. */
  static CacheException of(String cacheName, Object key, Throwable failure) {
    return failure instanceof CacheLoaderException exception
        ? exception
        : new CacheLoaderException(
            "cache '" + cacheName + "': loading key " + Printed.text(key) + " failed: "
                + Printed.text(failure),
            failure);
  }

  /** Returns an exception for one of the callers that share a failed load; the loader's own ones are shared themselves. */
  static CacheLoaderException ofItsOwn(CacheLoaderException shared) {
    return shared.getClass() == CacheLoaderException.class
        ? new CacheLoaderException(shared.getMessage(), shared.getCause())
        : shared;
  }
}
