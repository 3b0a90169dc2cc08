// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import java.util.List;

/** How the objects of the tests' caches travel. Stateless. */
final class Wires {
  private static final CacheWire<String, Long> LONG_WIRE = wire(Long.class);
  private static final Forms<String, Long> LONGS = new WireForms<>(LONG_WIRE);
  private static final Forms<String, String> TEXTS = new WireForms<>(wire(String.class));

  private Wires() {}

  private static <V> CacheWire<String, V> wire(Class<V> valueType) {
    return CacheWire.of(
        "c",
        String.class,
        valueType,
        KryoCodec.forCluster(
            Wires.class.getClassLoader(),
            TypeFilter.ofCache(String.class, valueType, List.of(Adding.class.getName()))));
  }

  static CacheWire<String, Long> wireOfLongs() {
    return LONG_WIRE;
  }

  static Forms<String, Long> ofLongs() {
    return LONGS;
  }

  static Forms<String, String> ofTexts() {
    return TEXTS;
  }
}
