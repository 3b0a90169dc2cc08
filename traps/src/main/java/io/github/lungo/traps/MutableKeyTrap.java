// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 34, title = "by value: what the caller changes later does not change the cache")
final class MutableKeyTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  /** A key, and a value, that can be changed. */
  static final class Name implements Serializable {
    private static final long serialVersionUID = 1;
    private String text;

    Name(String text) {
      this.text = text;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Name name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A value that cannot be copied by any mechanism that asks it. */
  static final class Uncopyable implements Serializable {
    private static final long serialVersionUID = 1;

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
      throw new NotSerializableException("Uncopyable");
    }
  }

  @Test
  void keyChangedAfterPut_isStillTheOldOne() {
    Cache<Name, Name> cache = caches.create(names());
    Name key = new Name("k");
    cache.put(key, new Name("v"));

    key.text = "changed";

    assertEquals(new Name("v"), cache.get(new Name("k")));
    assertNull(cache.get(key));
  }

  @Test
  void valueChangedAfterPut_isStillTheOldOne() {
    Cache<Name, Name> cache = caches.create(names());
    Name value = new Name("v");
    cache.put(new Name("k"), value);

    value.text = "changed";

    assertEquals(new Name("v"), cache.get(new Name("k")));
  }

  @Test
  void valueReadAndChanged_isStillTheOldOne() {
    Cache<Name, Name> cache = caches.create(names());
    Name key = new Name("k");
    cache.put(key, new Name("v"));

    cache.get(key).text = "changed";
    cache.getAll(new HashSet<>(Set.of(key))).get(key).text = "changed";
    cache.iterator().next().getValue().text = "changed";
    cache.invoke(key, (entry, arguments) -> entry.getValue().text = "changed");

    assertEquals(new Name("v"), cache.get(key));
  }

  @Test
  void keyOfTheIteratorChanged_isStillTheOldOne() {
    Cache<Name, Name> cache = caches.create(names());
    cache.put(new Name("k"), new Name("v"));

    cache.iterator().next().getKey().text = "changed";

    assertEquals(new Name("v"), cache.get(new Name("k")));
    assertEquals(new Name("k"), cache.iterator().next().getKey());
  }

  @Test
  void valueOfTheLoaderChanged_isStillTheOldOne() {
    Name loaded = new Name("v");
    Cache<Name, Name> cache = caches.create(names()
        .setReadThrough(true)
        .setCacheLoaderFactory(Shared.of(new javax.cache.integration.CacheLoader<Name, Name>() {
          @Override
          public Name load(Name key) {
            return loaded;
          }

          @Override
          public Map<Name, Name> loadAll(Iterable<? extends Name> keys) {
            throw new UnsupportedOperationException("not asked for");
          }
        })));
    cache.get(new Name("k"));

    loaded.text = "changed";

    assertEquals(new Name("v"), cache.get(new Name("k")));
  }

  @Test
  void getAll_isByEqualKeys() {
    Cache<Name, Name> cache = caches.create(names());
    cache.put(new Name("a"), new Name("v"));
    cache.put(new Name("b"), new Name("w"));

    Map<Name, Name> all = cache.getAll(new HashSet<>(Set.of(new Name("a"), new Name("b"))));

    assertEquals(Map.of(new Name("a"), new Name("v"), new Name("b"), new Name("w")), all);
  }

  @Test
  void uncopyableValue_failsBeforeAnyChange() {
    MutableConfiguration<String, Object> objects =
        new MutableConfiguration<String, Object>().setTypes(String.class, Object.class);
    List<String> heard = new ArrayList<>();
    Cache<String, Object> cache = caches.create(objects);
    cache.put("k", "old");

    assertThrows(RuntimeException.class, () -> cache.put("k", new Uncopyable()));
    assertThrows(RuntimeException.class, () -> cache.put("absent", new Uncopyable()));

    assertEquals("old", cache.get("k"));
    assertFalse(cache.containsKey("absent"));
    assertEquals(List.of(), heard);
  }

  @Test
  void byReference_isTheSameObject() {
    Cache<Name, Name> cache = caches.create(names().setStoreByValue(false));
    Name value = new Name("v");
    cache.put(new Name("k"), value);

    assertEquals(new Name("v"), cache.get(new Name("k")));
  }

  private static MutableConfiguration<Name, Name> names() {
    return new MutableConfiguration<Name, Name>().setTypes(Name.class, Name.class);
  }
}
