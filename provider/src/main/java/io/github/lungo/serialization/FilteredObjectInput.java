// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/** Java deserialization with one class loader, a type filter and bounds. Confined to one thread. */
final class FilteredObjectInput extends ObjectInputStream {

  /** A hash table may be up to four thirds as long as its smallest encoding; small ones have a minimum. */
  private static final int SMALLEST_ARRAY = 64;

  /** Chains, such as those of causes, count each link, and the writer of Java's form cannot count at all. */
  private static final int LEVELS_PER_LEVEL = 10;

  private final ClassLoader loader;
  private final TypeFilter filter;

  FilteredObjectInput(byte[] bytes, ClassLoader loader, TypeFilter filter, CodecLimits limits)
      throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.loader = loader;
    this.filter = filter;
    long depthLimit = (long) LEVELS_PER_LEVEL * limits.maximumDepth();
    long longestArray = 2L * bytes.length + SMALLEST_ARRAY;
    setObjectInputFilter(info -> info.arrayLength() > longestArray
            || info.depth() > depthLimit
            || !mayPass(info.serialClass())
        ? ObjectInputFilter.Status.REJECTED
        : ObjectInputFilter.Status.ALLOWED);
  }

  private boolean mayPass(@Nullable Class<?> type) {
    if (type == null) {
      return true;
    }
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive() || filter.allows(element.getName());
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description)
      throws IOException, ClassNotFoundException {
    String name = description.getName();
    if (!name.startsWith("[") && name.indexOf('.') >= 0 && !filter.allows(name)) {
      throw UnusableClassException.notAllowed(name);
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      if (name.indexOf('.') < 0) {
        return super.resolveClass(description); // int.class and its like
      }
      throw e;
    }
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
    throw new InvalidClassException(
        "dynamic proxies are refused: " + String.join(", ", interfaces));
  }
}
