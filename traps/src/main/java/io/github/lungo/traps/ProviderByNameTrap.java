// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

@Trap(line = 30, title = "with several providers on the class path, each can be had by its name")
final class ProviderByNameTrap {
  @Test
  void name_givesThatProvider() {
    CachingProvider provider = Caches.provider();

    assertSame(provider, Caching.getCachingProvider(provider.getClass().getName()));
  }

  @Test
  void service_isDeclared() {
    List<String> declared = new ArrayList<>();
    ServiceLoader.load(CachingProvider.class)
        .forEach(provider -> declared.add(provider.getClass().getName()));

    assertTrue(!declared.isEmpty(), "a provider declared as a service");
  }

  @Test
  void provider_isOneForAllCallers() {
    assertSame(Caches.provider(), Caches.provider());
  }
}
