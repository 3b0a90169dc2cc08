// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which classes may be encoded and decoded. Implementations are thread-safe, and answer from the name alone: the
 * class is not loaded yet when it comes from bytes.
 */
@FunctionalInterface
public interface TypeFilter {

  /** Returns whether the class with this binary name may pass; arrays are asked about by their element class. */
  boolean allows(String className);

  /** Returns a filter without limits, for caches whose bytes never leave this process. */
  static TypeFilter allowAll() {
    return className -> true;
  }

  /**
   * Returns an allow list: the value types of the JDK, and the given entries.
   *
   * @param entries names of classes, which bring their nested classes along, and of packages, which bring their
   *     subpackages; {@code com.acme}, {@code com.acme.*} and {@code com.acme.**} mean the same
   * @throws IllegalArgumentException if an entry is empty or has a wildcard elsewhere than at its end
   */
  static TypeFilter of(Collection<String> entries) {
    Set<String> names = new TreeSet<>();
    for (String entry : entries) {
      String name = entry.strip().replaceFirst("\\.\\*\\*?$", "");
      if (name.isEmpty() || name.indexOf('*') >= 0) {
        throw new IllegalArgumentException(
            "expected a class or package name, such as com.acme.*: '" + entry + "'");
      }
      names.add(name);
    }
    return new AllowList(Set.copyOf(names));
  }
}
