// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectOutputStream;

/** Java serialization that refuses the classes its reader would refuse. Confined to one thread. */
final class FilteredObjectOutput extends ObjectOutputStream {

  private final ByteArrayOutputStream bytes;
  private final TypeFilter filter;
  private final CodecLimits limits;

  FilteredObjectOutput(ByteArrayOutputStream bytes, TypeFilter filter, CodecLimits limits)
      throws IOException {
    super(bytes);
    this.bytes = bytes;
    this.filter = filter;
    this.limits = limits;
  }

  @Override
  protected void annotateClass(Class<?> type) throws IOException {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (!element.isPrimitive() && !filter.allows(element.getName())) {
      throw UnusableClassException.notAllowed(element.getName());
    }
    if (bytes.size() > limits.maximumSize()) {
      throw new InvalidObjectException("more than " + limits.maximumSize() + " bytes");
    }
  }

  @Override
  protected void annotateProxyClass(Class<?> type) {
    throw UnusableClassException.unfit(
        type, "is a dynamic proxy, whose handler may do anything when decoded");
  }
}
