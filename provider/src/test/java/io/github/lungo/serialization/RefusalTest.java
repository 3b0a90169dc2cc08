// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("UnusedVariable") // serializers read them
final class RefusalTest {

  static final class Account {
    String name = "Ann";
    Session session = new Session();
  }

  static final class Session {
    Object handle;
  }

  static final class MyStream extends InputStream {
    @Override
    public int read() {
      return -1;
    }
  }

  static final class MyTimer extends Timer {}

  static final class Careless implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    final Object notSerializable = new Session();

    private Object readResolve() {
      return this;
    }
  }

  static Stream<Arguments> refused() {
    Object proxy = Proxy.newProxyInstance(
        RefusalTest.class.getClassLoader(),
        new Class<?>[] {Runnable.class},
        (self, method, arguments) -> null);
    Supplier<String> lambda = () -> "x";
    List<Arguments> all = new ArrayList<>();
    for (Object[] row : new Object[][] {
      {proxy, "dynamic proxy"},
      {lambda, "not Serializable"},
      {Path.of("x"), "belongs to the JDK and is not Serializable"},
      {ByteBuffer.allocateDirect(1), "belongs to the JDK and is not Serializable"},
      {ByteBuffer.allocate(1), "belongs to the JDK and is not Serializable"},
      {new Thread(() -> {}), "belongs to the JDK and is not Serializable"},
      {new Socket(), "belongs to the JDK and is not Serializable"},
      {new ByteArrayInputStream(new byte[0]), "belongs to the JDK and is not Serializable"},
      {new WeakReference<>("x"), "belongs to the JDK and is not Serializable"},
      {ForkJoinPool.commonPool(), "belongs to the JDK and is not Serializable"},
      {new ThreadLocal<String>(), "belongs to the JDK and is not Serializable"},
      {Stream.of(1), "belongs to the JDK and is not Serializable"},
      {new ClassLoader() {}, "is a java.lang.ClassLoader"},
      {new URLClassLoader(new URL[0]), "belongs to the JDK and is not Serializable"},
      {new MyStream(), "is a java.io.InputStream"},
      {timer(), "extends java.util.Timer"},
      {new Careless(), "NotSerializableException: " + Session.class.getName()},
    }) {
      for (Encoding encoding : Encoding.values()) {
        all.add(Arguments.of(encoding, row[0].getClass(), row[0], row[1]));
      }
    }
    return all.stream();
  }

  private static Timer timer() {
    Timer timer = new MyTimer();
    timer.cancel();
    return timer;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void encode_unfitRoot_namesTheClassAndTheReason(
      Encoding encoding, Class<?> type, Object value, String reason) {
    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(value))
          .isExactlyInstanceOf(SerializationException.class)
          .isInstanceOf(CacheException.class)
          .hasMessageStartingWith("cannot encode " + type.getTypeName() + ": ")
          .hasMessageContaining(reason);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void encode_unfitPart_namesThePathAndTheClass(
      Encoding encoding, Class<?> type, Object value, String reason) {
    Account account = new Account();
    account.session.handle = value;

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(account))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageStartingWith("cannot encode " + Account.class.getTypeName()
              + ".session.handle (" + type.getTypeName() + "): ")
          .hasMessageContaining(reason);
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_unfitElement_namesItsPlace(Encoding encoding) {
    Account account = new Account();
    account.session.handle =
        Map.of("k", new Object[] {1, new Samples.Box<>(List.of(new Socket()))});

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(account))
          .hasMessageContaining(".session.handle{value}[1].content[0] (java.net.Socket): ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_notAllowed_namesTheLineToAdd(Encoding encoding) {
    TypeFilter filter = TypeFilter.of(List.of(Samples.Box.class.getName()));

    try (KryoCodec codec =
        new KryoCodec(encoding, RefusalTest.class.getClassLoader(), filter, CodecLimits.DEFAULT)) {
      assertThatThrownBy(() -> codec.encode(new Samples.Box<>(new Samples.Line("x", 1))))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining(".content (" + Samples.Line.class.getTypeName() + ")")
          .hasMessageContaining("lungo.cluster.allow = [\"" + Samples.Line.class.getName() + "\"]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_notAllowedInsideJavaSerialization_namesTheLineToAdd(Encoding encoding) {
    TypeFilter filter = TypeFilter.of(List.of(Samples.OutOfStock.class.getName()));
    RuntimeException value = new Samples.OutOfStock("x", 1, null);
    value.addSuppressed(new javax.cache.integration.CacheLoaderException("allowed"));
    value.addSuppressed(new java.util.zip.DataFormatException("allowed"));
    value.addSuppressed(new org.opentest4j.AssertionFailedError("not allowed"));

    try (KryoCodec codec =
        new KryoCodec(encoding, RefusalTest.class.getClassLoader(), filter, CodecLimits.DEFAULT)) {
      assertThatThrownBy(() -> codec.encode(value))
          .hasMessageContaining("lungo.cluster.allow = [\"org.opentest4j.AssertionFailedError\"]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_notAllowed_isRefusedBeforeTheClassIsLoaded(Encoding encoding) {
    List<String> asked = new ArrayList<>();
    ClassLoader loader = new ClassLoader(RefusalTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        asked.add(name);
        return super.loadClass(name, resolve);
      }
    };
    byte[] bytes;
    try (KryoCodec writer = codec(encoding)) {
      bytes = writer.encode(new Object[] {new Samples.Line("x", 1)});
    }

    try (KryoCodec reader =
        new KryoCodec(encoding, loader, TypeFilter.of(List.of()), CodecLimits.DEFAULT)) {
      assertThatThrownBy(() -> reader.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("lungo.cluster.allow = [\"" + Samples.Line.class.getName() + "\"]");
      assertThat(asked).doesNotContain(Samples.Line.class.getName());
    }
  }

  @ParameterizedTest
  @EnumSource
  void decode_notAllowedInsideJavaSerialization_isRefused(Encoding encoding) {
    Samples.SerializableSupplier<String> lambda = () -> "attack";
    byte[] bytes;
    try (KryoCodec writer = codec(encoding)) {
      bytes = writer.encode(lambda);
    }

    try (KryoCodec reader = new KryoCodec(
        encoding,
        RefusalTest.class.getClassLoader(),
        TypeFilter.of(List.of()),
        CodecLimits.DEFAULT)) {
      assertThatThrownBy(() -> reader.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("lungo.cluster.allow = [\"" + RefusalTest.class.getName() + "\"]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_tooLarge_saysTheLimit(Encoding encoding) {
    try (KryoCodec codec = new KryoCodec(
        encoding,
        RefusalTest.class.getClassLoader(),
        TypeFilter.allowAll(),
        new CodecLimits(1000, 64))) {
      assertThat(codec.encode(new byte[900])).hasSizeLessThan(1000);
      assertThatThrownBy(() -> codec.encode(new byte[1000]))
          .hasMessageContaining("more than 1000 bytes");
      assertThatThrownBy(() -> codec.encode(new Exception("x".repeat(1000))))
          .hasMessageContaining("1000 bytes");
      assertThatThrownBy(() -> codec.decode(new byte[1001])).hasMessageContaining("1000 bytes");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_tooDeep_saysTheLimit(Encoding encoding) {
    Samples.Node head = new Samples.Node("0");
    Samples.Node last = head;
    for (int i = 1; i < 1_000_000; i++) {
      last.next = new Samples.Node("n");
      last = last.next;
    }

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(head))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("nests deeper than 64 levels")
          .hasMessageContaining(".next.next ... .next.next");
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_tooDeepForJavaSerialization_fails(Encoding encoding) {
    Exception top = new Exception("0");
    for (int i = 0; i < 20_000; i++) {
      top = new Exception(String.valueOf(i), top);
    }
    Exception deep = top;

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(deep))
          .isExactlyInstanceOf(SerializationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void encode_cycleThroughARecord_isRefused(Encoding encoding) {
    Map<String, Object> map = new HashMap<>();
    Samples.Box<Object> box = new Samples.Box<>(map);
    map.put("box", box);

    try (KryoCodec codec = codec(encoding)) {
      assertThatThrownBy(() -> codec.encode(box))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("a cycle leads back to a " + Samples.Box.class.getTypeName());
    }
  }

  @Test
  void encode_closed_fails() {
    KryoCodec codec = codec(Encoding.COMPACT);
    byte[] bytes = codec.encode("x");
    codec.close();
    codec.close();

    assertThatThrownBy(() -> codec.encode("x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(IllegalStateException.class);
  }

  private static KryoCodec codec(Encoding encoding) {
    return new KryoCodec(
        encoding, RefusalTest.class.getClassLoader(), TypeFilter.allowAll(), CodecLimits.DEFAULT);
  }
}
