// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.util.Collection;
import java.util.List;
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
   * Returns an allow list: the value types of the JDK, Lungo's exceptions, and the given entries.
   *
   * @param entries names of classes, which bring their nested classes along, and of packages, which bring their
   *     subpackages; {@code com.acme}, {@code com.acme.*} and {@code com.acme.**} mean the same
   * @throws IllegalArgumentException if an entry is empty or has a wildcard elsewhere than at its end
   */
  static TypeFilter of(Collection<String> entries) {
    return new AllowList(namesIn(entries));
  }

  /**
   * Returns what the entries of a cache may be made of where they cross the network: what {@link #of} allows, and the
   * declared types with all classes of their packages and subpackages. Of the JDK, and of packages as wide as {@code com},
   * the declared class itself is all that comes along.
   *
   * @param entries what else is allowed, as for {@link #of}
   * @throws IllegalArgumentException if an entry is empty or has a wildcard elsewhere than at its end
   */
  static TypeFilter ofCache(Class<?> keyType, Class<?> valueType, Collection<String> entries) {
    Set<String> names = new TreeSet<>(namesIn(entries));
    for (Class<?> declared : List.of(keyType, valueType)) {
      Class<?> type = declared;
      while (type.isArray()) {
        type = type.getComponentType();
      }
      boolean bringsPackage = !JdkTypes.contains(type) && type.getPackageName().indexOf('.') > 0;
      names.add(bringsPackage ? type.getPackageName() : type.getName());
    }
    return new AllowList(Set.copyOf(names));
  }

  private static Set<String> namesIn(Collection<String> entries) {
    Set<String> names = new TreeSet<>();
    for (String entry : entries) {
      String name = entry.strip().replaceFirst("\\.\\*\\*?$", "");
      if (name.isEmpty() || name.indexOf('*') >= 0) {
        throw new IllegalArgumentException(
            "expected a class or package name, such as com.acme.*: '" + entry + "'");
      }
      names.add(name);
    }
    return Set.copyOf(names);
  }
}
