// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What user code throws because the script says so. */
final class Scripted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Scripted() {
    super("scripted");
  }

  /** Returns the exception of the specification, or a foreign one. */
  static RuntimeException or(boolean isOfSpecification, Supplier<RuntimeException> specified) {
    return isOfSpecification ? specified.get() : new Scripted();
  }

  /** Returns the types of an exception and of its causes; the messages are each provider's own. */
  static List<String> chain(Throwable failure) {
    List<String> types = new ArrayList<>();
    for (Throwable next = failure; next != null; next = next.getCause()) {
      types.add(next.getClass().getSimpleName());
    }
    return types;
  }
}
