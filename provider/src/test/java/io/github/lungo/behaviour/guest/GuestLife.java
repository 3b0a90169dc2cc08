// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour.guest;

import io.github.lungo.LungoCachingProvider;
import java.net.URI;
import java.util.function.Consumer;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;

/** One life of the application, on the provider that its class loader sees, from start to the end that it is told. */
public final class GuestLife implements Consumer<String> {
  /** The application closes its manager. */
  public static final String CLOSES_MANAGER = "manager";

  /** A container closes whatever belongs to the class loader. */
  public static final String CLOSES_LOADER = "loader";

  /** Nobody closes the manager; it has a cache left, but no beans, and no entries that will expire. */
  public static final String CLOSES_NOTHING = "nothing";

  private static final URI NAME = URI.create("lungo:guest");

  @Override
  public void accept(String end) {
    CachingProvider provider = Caching.getCachingProvider(
        LungoCachingProvider.class.getName(), LungoCachingProvider.class.getClassLoader());
    ClassLoader loader = GuestLife.class.getClassLoader();
    CacheManager manager = provider.getCacheManager(NAME, loader);
    new GuestApplication().accept(manager);
    switch (end) {
      case CLOSES_MANAGER -> manager.close();
      case CLOSES_LOADER -> provider.close(loader);
      default -> abandon(manager);
    }
  }

  private static void abandon(CacheManager manager) {
    manager.destroyCache("for a moment");
    manager.destroyCache("for an hour");
    manager.enableManagement("forever", false);
    manager.enableStatistics("forever", false);
  }
}
