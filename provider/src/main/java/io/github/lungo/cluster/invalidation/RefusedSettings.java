// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.Resilience;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The settings that the mode does not have yet: they would have to hold for the cluster, not for each member. */
public final class RefusedSettings {

  private RefusedSettings() {}

  /**
   * Refuses a cache with such settings.
   *
   * @throws CacheException if there are any; the message names them
   */
  public static void check(String cacheName, Resilience resilience) {
    List<String> refused = new ArrayList<>();
    add(refused, "refreshAfterWrite", resilience.refreshAfterWrite());
    add(refused, "staleWhileRevalidate", resilience.staleWhileRevalidate());
    add(refused, "staleIfError", resilience.staleIfError());
    add(refused, "negativeTimeToLive", resilience.negativeTimeToLive());
    add(refused, "failureBackoff", resilience.failureBackoff());
    if (!refused.isEmpty()) {
      throw new CacheException("cache '" + cacheName
          + "': mode = INVALIDATION does not support these settings yet: "
          + String.join(", ", refused));
    }
  }

  private static void add(List<String> refused, String name, @Nullable Object value) {
    if (value != null) {
      refused.add(name + " = " + value);
    }
  }
}
