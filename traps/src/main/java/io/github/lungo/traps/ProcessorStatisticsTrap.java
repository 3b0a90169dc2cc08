// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 11,
    title = "an entry processor counts one hit or miss, and at most one put or removal")
final class ProcessorStatisticsTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void nothingDone_isOneHitOrMiss() {
    EntryProcessor<String, String, String> idle = (entry, arguments) -> null;

    expect(true, idle, Counts.hits(1));
    expect(false, idle, Counts.misses(1));
  }

  @Test
  void read_isOneHitOrMiss() {
    EntryProcessor<String, String, String> reading = (entry, arguments) -> {
      entry.exists();
      entry.getValue();
      return entry.getValue();
    };

    expect(true, reading, Counts.hits(1));
    expect(false, reading, Counts.misses(1));
  }

  @Test
  void readAndSetTwice_isOnePut() {
    EntryProcessor<String, String, String> setting = (entry, arguments) -> {
      entry.getValue();
      entry.setValue("first");
      entry.setValue("second");
      return null;
    };

    expect(true, setting, Counts.hits(1).andPuts(1));
    expect(false, setting, Counts.misses(1).andPuts(1));
  }

  @Test
  void removal_isOneRemovalOfWhatIsThere() {
    EntryProcessor<String, String, String> removing = (entry, arguments) -> {
      entry.remove();
      return null;
    };

    expect(true, removing, Counts.hits(1).andRemovals(1));
  }

  @Test
  void invokeAll_countsEachKey() {
    Cache<String, String> cache = caches.with().statistics().create();
    cache.put("a", "v");

    cache.invokeAll(Bulk.keys("a", "b"), (entry, arguments) -> entry.getValue());

    new Counts(1, 1, 1, 0).expectIn(cache);
  }

  private void expect(
      boolean present, EntryProcessor<String, String, String> processor, Counts expected) {
    Cache<String, String> cache = caches.with().statistics().create();
    if (present) {
      cache.put("k", "old");
    }

    cache.invoke("k", processor);

    (present ? expected.andPuts(1) : expected).expectIn(cache);
  }
}
