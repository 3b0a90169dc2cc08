// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.sql.SQLException;
import org.h2.tools.Server;

/** Lets other processes of this machine use the table, over a free port. Confined to one thread. */
public final class TableServer implements AutoCloseable {
  private final CharacterTable table;
  private final Server server;

  private TableServer(CharacterTable table, Server server) {
    this.table = table;
    this.server = server;
  }

  /** Listens; refuses other machines, and whoever lacks the password. */
  public static TableServer start(CharacterTable table) {
    try {
      return new TableServer(table, Server.createTcpServer("-tcpPort", "0").start());
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  public TableAddress address() {
    return table.addressAt(server.getPort());
  }

  @Override
  public void close() {
    server.stop();
  }
}
