// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClassLoaderTest {

  private static final String[] SOURCES = {
    "class Order { public int id = 5; public Item item = new Item(1); public Item[] items = {item}; }",
    "record Item(int n) {}",
  };

  @ParameterizedTest
  @EnumSource
  void decode_sameNameInTwoLoaders_usesTheOneOfTheCodec(Encoding encoding) {
    CompiledClasses left = new CompiledClasses(SOURCES);
    CompiledClasses right = new CompiledClasses(SOURCES);

    try (KryoCodec leftCodec = codec(encoding, left);
        KryoCodec rightCodec = codec(encoding, right)) {
      byte[] bytes = leftCodec.encode(left.make("Order"));

      assertThat(leftCodec.decode(bytes)).isInstanceOf(left.type("Order"));
      Object order = rightCodec.decode(bytes);
      assertThat(order).isInstanceOf(right.type("Order"));
      assertThat(CompiledClasses.get(order, "item")).isInstanceOf(right.type("Item"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_exceptionOfAChildLoader_isFound(Encoding encoding) {
    CompiledClasses classes = new CompiledClasses(
        "class Failed extends RuntimeException { public Failed(String message) { super(message); } }");

    try (KryoCodec codec = codec(encoding, classes)) {
      assertThat(codec.decode(codec.encode(classes.make("Failed", "why"))))
          .isInstanceOf(classes.type("Failed"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_classOnlyInKryosLoader_isNotFound(Encoding encoding) {
    byte[] bytes;
    try (KryoCodec writer = codec(encoding, ClassLoaderTest.class.getClassLoader())) {
      bytes = writer.encode(new Samples.Line("x", 1));
    }

    try (KryoCodec reader = codec(encoding, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> reader.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("there is no class " + Samples.Line.class.getName());
    }
  }

  @Test
  void close_usedCodec_letsGoOfTheLoader() {
    for (Encoding encoding : Encoding.values()) {
      CompiledClasses classes = new CompiledClasses(SOURCES);
      KryoCodec codec = codec(encoding, classes);
      ValueCopier copier = ValueCopier.byValue(codec);
      assertThat(copier.copy(classes.make("Order"))).isNotNull();
      assertThat(copier.isImmutable(classes.type("Item"))).isTrue();
      WeakReference<ClassLoader> loader = new WeakReference<>(classes);

      codec.close();
      classes = null;

      assertThat(isCollected(loader)).isTrue();
      assertThatThrownBy(() -> copier.toStored(List.of()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void open_usedCodec_isWhatHoldsTheLoader() {
    CompiledClasses classes = new CompiledClasses(SOURCES);
    try (KryoCodec codec = codec(Encoding.COMPACT, classes)) {
      assertThat(codec.encode(classes.make("Order"))).isNotEmpty();
      WeakReference<ClassLoader> loader = new WeakReference<>(classes);
      classes = null;

      System.gc();

      assertThat(loader.get()).isNotNull();
    }
  }

  private static boolean isCollected(WeakReference<?> reference) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (reference.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    return reference.get() == null;
  }

  private static KryoCodec codec(Encoding encoding, ClassLoader loader) {
    return new KryoCodec(encoding, loader, TypeFilter.allowAll(), CodecLimits.DEFAULT);
  }
}
