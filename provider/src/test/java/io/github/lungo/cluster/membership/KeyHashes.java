// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.util.Map;
import java.util.TreeMap;

/** The hashes of all sample keys, as a program for a JVM of its own and for the test that compares. */
final class KeyHashes {

  private KeyHashes() {}

  public static void main(String[] arguments) {
    System.out.print(text());
  }

  /** Returns a line of name and hash for each key, in the order of names. */
  static String text() {
    StableHash hash = new StableHash("orders");
    Map<String, String> hashes = new TreeMap<>();
    SampleKeys.all().forEach((name, key) -> hashes.put(name, Long.toHexString(hash.of(key))));
    StringBuilder lines = new StringBuilder();
    hashes.forEach((name, bits) -> lines.append(name).append(" = ").append(bits).append('\n'));
    return lines.toString();
  }
}
