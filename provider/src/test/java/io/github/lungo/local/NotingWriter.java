// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.Collection;
import java.util.List;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;

/** Notes what is written through. */
record NotingWriter(List<String> notes) implements CacheWriter<Object, String> {

  @Override
  public void write(Cache.Entry<?, ? extends String> entry) {
    notes.add(entry.getKey() + "=" + entry.getValue());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<?, ? extends String>> entries) {
    entries.forEach(this::write);
  }

  @Override
  public void delete(Object key) {
    notes.add("-" + key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    keys.forEach(this::delete);
  }
}
