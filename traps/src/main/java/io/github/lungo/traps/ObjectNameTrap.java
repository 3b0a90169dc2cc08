// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 31, title = "whatever a cache is called, its beans come and go with it")
final class ObjectNameTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void specifiedCharacters_areReplaced() {
    expectBeansOf(List.of("comma,", "colon:", "equals=", "line\nend"));
  }

  @Test
  void charactersOfPatterns_areReplaced() {
    expectBeansOf(List.of("star*", "question?", "\"quoted\"", "quote\"", "back\\slash"));
  }

  @Test
  void ordinaryName_isTheSpecifiedOne() throws JMException {
    Cache<String, String> cache =
        caches.create(Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true));

    Set<String> types = new HashSet<>();
    for (ObjectName name : beansOf(cache)) {
      types.add(name.getKeyProperty("type"));
      assertTrue(name.getKeyProperty("CacheManager") != null, name::toString);
    }

    assertEquals(Set.of("CacheStatistics", "CacheConfiguration"), types);
  }

  @Test
  void switchingTwice_isTheSameAsOnce() throws JMException {
    Cache<String, String> cache = caches.with().create();
    CacheManager manager = Caches.manager();

    manager.enableStatistics(cache.getName(), true);
    manager.enableStatistics(cache.getName(), true);
    manager.enableManagement(cache.getName(), true);
    manager.enableManagement(cache.getName(), true);
    assertEquals(2, beansOf(cache).size());

    manager.enableStatistics(cache.getName(), false);
    manager.enableStatistics(cache.getName(), false);
    manager.enableManagement(cache.getName(), false);
    manager.enableManagement(cache.getName(), false);
    assertEquals(0, beansOf(cache).size());
  }

  @Test
  void closing_takesTheBeans() throws JMException {
    Cache<String, String> cache =
        caches.create(Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true));
    assertEquals(2, beansOf(cache).size());

    cache.close();

    assertEquals(0, beansOf(cache).size());
  }

  @Test
  void sameName_inTwoManagers_isLegal() {
    String name = Caches.freshName();
    var configuration = Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true);
    Cache<String, String> first = caches.freshManager().createCache(name, configuration);
    Cache<String, String> second = caches.freshManager().createCache(name, configuration);

    first.put("k", "v");
    second.put("k", "w");

    assertEquals("w", second.get("k"));
    first.close();
    assertEquals("w", second.get("k"));
    second.close();
  }

  private void expectBeansOf(List<String> names) {
    List<Sibling> creations = names.stream()
        .map(name -> new Sibling(
            name.replace("\n", "\\n"),
            none -> caches.create(
                Caches.freshName() + name,
                Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true))))
        .toList();

    Sibling.each(creations, creation -> {
      Set<ObjectName> before = allBeans();
      Cache<?, ?> cache = (Cache<?, ?>) creation.on(null);
      Set<ObjectName> added = allBeans();
      added.removeAll(before);
      assertEquals(2, added.size(), () -> "beans: " + added);

      Caches.manager().destroyCache(cache.getName());
      assertEquals(before, allBeans());
    });
  }

  private static Set<ObjectName> allBeans() throws JMException {
    return new HashSet<>(Counts.SERVER.queryNames(new ObjectName("javax.cache:*"), null));
  }

  private static Set<ObjectName> beansOf(Cache<?, ?> cache) throws JMException {
    return Counts.SERVER.queryNames(
        new ObjectName("javax.cache:Cache=" + cache.getName() + ",*"), null);
  }
}
