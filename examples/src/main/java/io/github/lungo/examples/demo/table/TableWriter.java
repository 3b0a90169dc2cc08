// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.util.Collection;
import java.util.Iterator;
import javax.cache.Cache.Entry;
import javax.cache.integration.CacheWriter;

/** Writes what is put into a cache to the table first. Thread-safe. */
public final class TableWriter implements CacheWriter<Integer, CharacterRow> {
  private final CharacterTable table;

  public TableWriter(CharacterTable table) {
    this.table = table;
  }

  @Override
  public void write(Entry<? extends Integer, ? extends CharacterRow> entry) {
    table.write(entry.getValue());
  }

  /** Takes each entry out of the collection once it is written: what is left has failed. */
  @Override
  public void writeAll(Collection<Entry<? extends Integer, ? extends CharacterRow>> entries) {
    Iterator<Entry<? extends Integer, ? extends CharacterRow>> left = entries.iterator();
    while (left.hasNext()) {
      write(left.next());
      left.remove();
    }
  }

  @Override
  public void delete(Object code) {
    table.delete((Integer) code);
  }

  /** Takes each key out of the collection once it is deleted: what is left has failed. */
  @Override
  public void deleteAll(Collection<?> codes) {
    Iterator<?> left = codes.iterator();
    while (left.hasNext()) {
      delete(left.next());
      left.remove();
    }
  }
}
