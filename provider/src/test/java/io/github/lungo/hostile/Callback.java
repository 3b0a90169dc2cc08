// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a cache calls that is not its own, and which part of the configuration brings it along. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are not changed
enum Callback {
  LOADER("loader", Part.LOADER),
  CALL_LOADER("loader of `get(key, loader)`", Part.LOADER),
  WRITER("writer", Part.WRITER),
  PROCESSOR("entry processor"),
  LISTENER("synchronous listener", Part.LISTENER),
  ASYNC_LISTENER("asynchronous listener", Part.ASYNC_LISTENER),
  FILTER("filter", Part.LISTENER),
  POLICY("expiry policy", Part.POLICY),
  WEIGHER("weigher", Part.WEIGHER),
  EXECUTOR("executor", Part.EXECUTOR, Part.LOADER, Part.ASYNC_LISTENER),
  COMPLETION_LISTENER("completion listener", Part.LOADER),
  FACTORY_OF_LOADER("factory of the loader", Part.LOADER),
  FACTORY_OF_WRITER("factory of the writer", Part.WRITER),
  FACTORY_OF_POLICY("factory of the expiry policy", Part.POLICY),
  FACTORY_OF_LISTENER("factory of a listener", Part.LISTENER),
  FACTORY_OF_FILTER("factory of a filter", Part.LISTENER),
  CLOSE(
      "`close` of any object",
      Part.LOADER,
      Part.WRITER,
      Part.LISTENER,
      Part.ASYNC_LISTENER,
      Part.POLICY),
  KEY_HASH("`hashCode` of a key"),
  KEY_EQUALS("`equals` of a key"),
  VALUE_EQUALS("`equals` of a value");

  private final String text;
  private final Set<Part> parts = EnumSet.noneOf(Part.class);

  Callback(String text, Part... parts) {
    this.text = text;
    this.parts.addAll(List.of(parts));
  }

  String text() {
    return text;
  }

  /** Returns the parts without which the callback is never called. */
  Set<Part> parts() {
    return parts;
  }

  static Callback factoryOf(Part part) {
    return valueOf("FACTORY_OF_" + part);
  }
}
