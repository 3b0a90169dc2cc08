// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import javax.cache.Cache.Entry;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/** The table {@code number_data}, a number for each name, as a cache reads and writes it through. Thread-safe. */
public final class NumberTable implements CacheLoader<String, Long>, CacheWriter<String, Long> {
  private static final String SELECT = "SELECT number FROM number_data WHERE name = ?";
  private static final String WRITE =
      "MERGE INTO number_data (name, number) KEY (name) VALUES (?, ?)";
  private static final String DELETE = "DELETE FROM number_data WHERE name = ?";

  private final Database database;

  private NumberTable(Database database) {
    this.database = database;
  }

  /** Makes the table, with no number in it, in the database of the other one, which closes it. */
  public static NumberTable createBeside(CharacterTable table) {
    table
        .database()
        .execute(
            "CREATE TABLE number_data (name VARCHAR(100) PRIMARY KEY, number BIGINT NOT NULL)");
    return beside(table);
  }

  /** Returns the one that was made in the database of the other table. */
  public static NumberTable beside(CharacterTable table) {
    return new NumberTable(table.database());
  }

  @Override
  public @Nullable Long load(String name) {
    return database.<@Nullable Long>prepare(SELECT, statement -> {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getLong(1) : null;
      }
    });
  }

  @Override
  public Map<String, Long> loadAll(Iterable<? extends String> names) {
    Map<String, Long> numbers = new HashMap<>();
    for (String name : names) {
      Long number = load(name);
      if (number != null) {
        numbers.put(name, number);
      }
    }
    return numbers;
  }

  @Override
  public void write(Entry<? extends String, ? extends Long> entry) {
    write(entry.getKey(), entry.getValue());
  }

  /** Inserts or updates the number. */
  void write(String name, long number) {
    database.prepare(WRITE, statement -> {
      statement.setString(1, name);
      statement.setLong(2, number);
      return statement.executeUpdate();
    });
  }

  /** Takes each entry out of the collection once it is written: what is left has failed. */
  @Override
  public void writeAll(Collection<Entry<? extends String, ? extends Long>> entries) {
    Iterator<Entry<? extends String, ? extends Long>> left = entries.iterator();
    while (left.hasNext()) {
      write(left.next());
      left.remove();
    }
  }

  @Override
  public void delete(Object name) {
    database.prepare(DELETE, statement -> {
      statement.setString(1, (String) name);
      return statement.executeUpdate();
    });
  }

  /** Takes each name out of the collection once it is deleted: what is left has failed. */
  @Override
  public void deleteAll(Collection<?> names) {
    Iterator<?> left = names.iterator();
    while (left.hasNext()) {
      delete(left.next());
      left.remove();
    }
  }
}
