// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import java.util.List;

/** How the objects of the tests' caches travel. Stateless. */
final class Wires {
  private static final Forms<String, Long> LONGS = of(Long.class);
  private static final Forms<String, String> TEXTS = of(String.class);

  private Wires() {}

  private static <V> Forms<String, V> of(Class<V> valueType) {
    return new WireForms<>(CacheWire.of(
        "c",
        String.class,
        valueType,
        KryoCodec.forCluster(
            Wires.class.getClassLoader(),
            TypeFilter.ofCache(String.class, valueType, List.of(Adding.class.getName())))));
  }

  static Forms<String, Long> ofLongs() {
    return LONGS;
  }

  static Forms<String, String> ofTexts() {
    return TEXTS;
  }
}
