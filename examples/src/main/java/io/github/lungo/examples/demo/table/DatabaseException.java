// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import java.sql.SQLException;

/** The database refused or failed. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
