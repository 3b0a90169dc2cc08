// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * An H2 database in memory that counts each statement it executes (its {@code QUERY_STATISTICS}), so that the counts
 * depend neither on our code nor on the cache's. Thread-safe.
 */
final class Database implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 128;
  private static final String COUNT =
      "SELECT SUM(execution_count) FROM information_schema.query_statistics"
          + " WHERE sql_statement = ?";

  private final JdbcConnectionPool connections;

  private Database(JdbcConnectionPool connections) {
    this.connections = connections;
  }

  static Database open() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    JdbcConnectionPool connections = JdbcConnectionPool.create(url, "sa", "");
    connections.setMaxConnections(MAX_CONNECTIONS);
    Database database = new Database(connections);
    database.execute("SET QUERY_STATISTICS TRUE");
    return database;
  }

  /** Work with a connection. */
  interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException;
  }

  /** Work with a prepared statement. */
  interface StatementWork<T extends @Nullable Object> {
    T with(PreparedStatement statement) throws SQLException;
  }

  <T extends @Nullable Object> T call(Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  <T extends @Nullable Object> T prepare(String sql, StatementWork<T> work) {
    return call(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return work.with(statement);
      }
    });
  }

  void execute(String sql) {
    prepare(sql, PreparedStatement::execute);
  }

  /** Returns the number that a query without parameters answers. */
  long number(String sql) {
    return prepare(sql, statement -> firstNumber(statement));
  }

  /** Returns how often the database executed the statement without error, by its own count. */
  long executions(String sql) {
    return prepare(COUNT, statement -> {
      statement.setString(1, sql);
      return firstNumber(statement);
    });
  }

  private static long firstNumber(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() {
    execute("SHUTDOWN IMMEDIATELY");
    connections.dispose();
  }
}
