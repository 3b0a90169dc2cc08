// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.util.Util;

/** Kryo's use of sun.misc.Unsafe, which our serializers do without. */
final class UnsafeAccess {

  private static final String PROPERTY = "kryo.unsafe";

  private static final int FIRST_JDK_THAT_WARNS = 24;

  private UnsafeAccess() {}

  /** Keeps Kryo from touching Unsafe, and the JDK from warning about it, unless the user has decided. */
  static void avoid() {
    if (Runtime.version().feature() >= FIRST_JDK_THAT_WARNS
        && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "false");
      Util.isUnsafeAvailable(); // reads the property once, so that others need not see it
      System.clearProperty(PROPERTY);
    }
  }
}
