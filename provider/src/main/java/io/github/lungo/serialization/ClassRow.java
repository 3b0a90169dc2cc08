// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * A class as the table of a message describes it: its name and, in the evolving encoding, its fields. Confined to one
 * thread, and kept from one message to the next: most messages are about the same classes.
 */
final class ClassRow {

  private final String name;
  private final @Nullable String fields;
  private final byte[] bytes;
  private @Nullable Registration registration;

  ClassRow(String name, @Nullable String fields, byte[] bytes) {
    this.name = name;
    this.fields = fields;
    this.bytes = bytes;
  }

  static ClassRow of(Class<?> type, @Nullable String fields) {
    Output output = new Output(128, -1);
    output.writeString(type.getName());
    output.writeString(fields);
    return new ClassRow(type.getName(), fields, output.toBytes());
  }

  String name() {
    return name;
  }

  /** Returns the kinds and names of the fields, or null for classes that are not encoded by their fields. */
  @Nullable
  String fields() {
    return fields;
  }

  /** Returns the row as it stands in the table, which the caller must not change. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns how the class is treated here, or null if it was not looked up yet. */
  @Nullable
  Registration registration() {
    return registration;
  }

  void resolve(Registration found) {
    this.registration = found;
  }
}
