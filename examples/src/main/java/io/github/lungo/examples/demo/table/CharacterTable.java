// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code character_data}, one row a code point, in a database of its own. {@link #select} and {@link #write}
 * are what the cache's loader and writer call, and what {@link #queries} and {@link #writes} count. Thread-safe.
 */
public final class CharacterTable implements AutoCloseable {
  private static final String SELECT =
      "SELECT code, name, script, category FROM character_data WHERE code = ?";
  private static final String WRITE =
      "MERGE INTO character_data (code, name, script, category) KEY (code) VALUES (?, ?, ?, ?)";
  private static final String FILL =
      "INSERT INTO character_data (code, name, script, category) VALUES (?, ?, ?, ?)";
  private static final String READ_NAME = "SELECT name FROM character_data WHERE code = ?";
  private static final int BATCH = 1_000;

  private final Database database;

  private CharacterTable(Database database) {
    this.database = database;
  }

  /** Opens a database with the empty table. */
  public static CharacterTable create() {
    Database database = Database.open();
    database.execute("""
        CREATE TABLE character_data (
          code INT PRIMARY KEY,
          name VARCHAR(200) NOT NULL CHECK (name <> ''),
          script VARCHAR(50) NOT NULL,
          category CHAR(2) NOT NULL)""");
    return new CharacterTable(database);
  }

  /** Connects to the table of another process. */
  public static CharacterTable connect(TableAddress address) {
    return new CharacterTable(Database.connect(address));
  }

  /** Returns where other processes find the table if a server of this process listens at the port. */
  TableAddress addressAt(int port) {
    return database.addressAt(port);
  }

  /** Returns where the table is. */
  Database database() {
    return database;
  }

  /** Inserts the rows. */
  public void fill(Stream<CharacterRow> rows) {
    database.prepare(FILL, statement -> insertAll(statement, rows.iterator()));
  }

  private static int insertAll(PreparedStatement statement, Iterator<CharacterRow> rows)
      throws SQLException {
    int pending = 0;
    while (rows.hasNext()) {
      bind(statement, rows.next());
      statement.addBatch();
      pending++;
      if (pending % BATCH == 0 || !rows.hasNext()) {
        statement.executeBatch();
      }
    }
    return pending;
  }

  /** Returns the row, or null if there is none. */
  public @Nullable CharacterRow select(int code) {
    return database.<@Nullable CharacterRow>prepare(SELECT, statement -> {
      statement.setInt(1, code);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? row(result) : null;
      }
    });
  }

  private static CharacterRow row(ResultSet result) throws SQLException {
    return new CharacterRow(
        result.getInt(1),
        result.getString(2),
        result.getString(3),
        GeneralCategory.ofAbbreviation(result.getString(4)));
  }

  /**
   * Inserts or updates the row.
   *
   * @throws DatabaseException if the database refuses it, as it does an empty name
   */
  public void write(CharacterRow row) {
    database.prepare(WRITE, statement -> {
      bind(statement, row);
      return statement.executeUpdate();
    });
  }

  private static void bind(PreparedStatement statement, CharacterRow row) throws SQLException {
    statement.setInt(1, row.code());
    statement.setString(2, row.name());
    statement.setString(3, row.script());
    statement.setString(4, row.category().abbreviation());
  }

  /** Deletes the row. */
  public void delete(int code) {
    database.execute("DELETE FROM character_data WHERE code = " + code);
  }

  /** Spoils the row's category, so that {@link #select} finds the row and fails. */
  public void damage(int code) {
    database.execute("UPDATE character_data SET category = '??' WHERE code = " + code);
  }

  /** Returns the name as SQL reads it, by a statement that {@link #queries} does not count. */
  public @Nullable String readName(int code) {
    return database.<@Nullable String>prepare(READ_NAME, statement -> {
      statement.setInt(1, code);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    });
  }

  /** Returns the number of rows. */
  public long rows() {
    return database.number("SELECT COUNT(*) FROM character_data");
  }

  /** Returns the number of different scripts. */
  public long scripts() {
    return database.number("SELECT COUNT(DISTINCT script) FROM character_data");
  }

  /** Returns how many {@link #select} the database has executed, by its own count. */
  public long queries() {
    return database.executions(SELECT);
  }

  /** Returns how many {@link #write} the database has executed, by its own count; refused ones do not count. */
  public long writes() {
    return database.executions(WRITE);
  }

  @Override
  public void close() {
    database.close();
  }
}
