// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 10, title = "of an entry processor only the net effect is announced and written")
final class NetEffectTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();
  private final Target target = new Target();
  private final Source source = Source.ofAll();

  @Test
  void setThenRemove_ofAbsentKey_isNothing() {
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();

    cache.invoke("k", (entry, arguments) -> {
      entry.setValue("new");
      entry.remove();
      return null;
    });

    assertEquals(List.of(), events.texts());
    assertEquals(List.of(), target.calls());
  }

  @Test
  void remove_ofAbsentKey_isOneDelete() {
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();

    cache.invoke("k", (entry, arguments) -> {
      entry.remove();
      return null;
    });

    assertEquals(List.of(), events.texts());
    assertEquals(List.of("delete k"), target.calls());
  }

  @Test
  void removeThenSet_ofPresentKey_isOneWrite() {
    Cache<String, String> cache = present();

    cache.invoke("k", (entry, arguments) -> {
      entry.remove();
      entry.setValue("new");
      return null;
    });

    assertEquals(List.of("write k=new"), target.calls());
    assertEquals("new", cache.get("k"));
  }

  @Test
  void getRemoveSet_isUpdate() {
    Cache<String, String> cache = present();

    cache.invoke("k", (entry, arguments) -> {
      String old = entry.getValue();
      entry.remove();
      entry.setValue(old + "er");
      return null;
    });

    assertEquals(List.of("UPDATED k=older"), events.texts());
    assertEquals(List.of("write k=older"), target.calls());
  }

  @Test
  void setTwice_isTheLastOne() {
    Cache<String, String> cache = present();

    cache.invoke("k", (entry, arguments) -> {
      entry.setValue("first");
      entry.setValue("second");
      return null;
    });

    assertEquals(List.of("UPDATED k=second"), events.texts());
    assertEquals(List.of("write k=second"), target.calls());
  }

  @Test
  void valueSet_isValueSeen() {
    Cache<String, String> cache = present();

    String seen = cache.invoke("k", (entry, arguments) -> {
      entry.setValue("new");
      return entry.getValue();
    });
    String afterRemoval = cache.invoke("k", (entry, arguments) -> {
      entry.remove();
      return entry.getValue() + entry.exists();
    });

    assertEquals("new", seen);
    assertEquals("nullfalse", afterRemoval);
  }

  @Test
  void load_isNotWrittenThrough() {
    Cache<String, String> cache = caches.with().loader(source).writer(target).create();

    assertEquals("loaded-k", cache.invoke("k", (entry, arguments) -> entry.getValue()));

    assertEquals(List.of(), target.calls());
  }

  @Test
  @Choice
  void load_isStoredAndCreated() {
    Cache<String, String> cache = caches.with().loader(source).listener(events).create();

    boolean existed = cache.invoke("k", (entry, arguments) -> {
      entry.getValue();
      return entry.exists();
    });

    assertTrue(existed);
    assertEquals(List.of("CREATED k=loaded-k"), events.texts());
    cache.get("k");
    assertEquals(List.of("k"), source.asked());
  }

  @Test
  @Choice
  void entry_isDeadAfterwards() {
    Cache<String, String> cache = present();
    AtomicReference<MutableEntry<String, String>> kept = new AtomicReference<>();
    assertNull(cache.invoke("k", (entry, arguments) -> {
      kept.set(entry);
      return null;
    }));

    assertThrows(RuntimeException.class, () -> kept.get().setValue("late"));

    assertEquals("old", cache.get("k"));
  }

  private Cache<String, String> present() {
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    cache.put("k", "old");
    events.forget();
    target.forget();
    return cache;
  }
}
