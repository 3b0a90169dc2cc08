// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

/**
 * Where another process finds the table. Immutable. Does not print the password.
 *
 * @param url the database's JDBC URL
 * @param password what it asks for, random for each database
 */
public record TableAddress(String url, String password) {

  @Override
  public String toString() {
    return url;
  }
}
