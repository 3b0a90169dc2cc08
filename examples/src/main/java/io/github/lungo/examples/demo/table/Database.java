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

  private static final String USER = "sa";

  private final String name;
  private final String password;
  private final JdbcConnectionPool connections;
  private final boolean isOwn;

  private Database(String name, String password, JdbcConnectionPool connections, boolean isOwn) {
    this.name = name;
    this.password = password;
    this.connections = connections;
    this.isOwn = isOwn;
  }

  /** Makes a database in this process, with a password of its own. */
  static Database open() {
    // Read when H2's first class is loaded: what serves other processes is to stay on this machine.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    String name = "mem:" + UUID.randomUUID();
    String password = UUID.randomUUID().toString();
    Database database = new Database(
        name, password, pool("jdbc:h2:" + name + ";DB_CLOSE_DELAY=-1", password), true);
    database.execute("SET QUERY_STATISTICS TRUE");
    return database;
  }

  /** Connects to the database of another process. */
  static Database connect(TableAddress address) {
    return new Database(
        address.url(), address.password(), pool(address.url(), address.password()), false);
  }

  private static JdbcConnectionPool pool(String url, String password) {
    JdbcConnectionPool connections = JdbcConnectionPool.create(url, USER, password);
    connections.setMaxConnections(MAX_CONNECTIONS);
    return connections;
  }

  /** Returns where other processes find it if a server of this process listens at the port. */
  TableAddress addressAt(int port) {
    return new TableAddress("jdbc:h2:tcp://127.0.0.1:" + port + "/" + name, password);
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

  /** Ends the database if it is of this process, else the connections to it. */
  @Override
  public void close() {
    if (isOwn) {
      execute("SHUTDOWN IMMEDIATELY");
    }
    connections.dispose();
  }
}
