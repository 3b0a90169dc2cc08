// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.Weigher;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weighers by the name of their class. */
final class WeigherClassTest {
  private static final ClassLoader LOADER = WeigherClassTest.class.getClassLoader();

  @Test
  void create_encodedSize_isTheMark() {
    assertThat(Weigher.isEncodedSize(WeigherClass.named("encoded-size", LOADER).create()))
        .isTrue();
  }

  @Test
  void create_className_isANewOneForEachCache() {
    var weigher = WeigherClass.named(Length.class.getName(), LOADER);

    var first = weigher.create();

    assertThat(first).isInstanceOf(Length.class).isNotSameAs(weigher.create());
    assertThat(first.weigh("key", "value")).isEqualTo(8);
  }

  @Test
  void resolve_className_weighsWithIt() {
    var properties = new Properties();
    properties.setProperty("lungo.caches.orders.maximumWeight", "100");
    properties.setProperty("lungo.caches.orders.weigher", Length.class.getName());

    var resolved = load(LOADER, properties)
        .resolve(
            "orders", LungoConfiguration.builder(String.class, String.class).build());

    assertThat(resolved.weigher()).isInstanceOf(Length.class);
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("no.such.Weigher", "which is not on the class path"),
        Arguments.of("", "which is not on the class path"),
        Arguments.of("java.lang.String", "which does not implement io.github.lungo.Weigher"),
        Arguments.of(
            Closed.class.getName(),
            "which is no public class with a public constructor without parameters"),
        Arguments.of(
            NeedsNumber.class.getName(),
            "which is no public class with a public constructor without parameters"),
        Arguments.of(
            Weigher.class.getName(),
            "which is no public class with a public constructor without parameters"),
        Arguments.of(
            Failing.class.getName(),
            "whose constructor threw java.lang.IllegalStateException: not today"),
        Arguments.of(
            FailingToLoad.class.getName(),
            "which cannot be loaded: java.lang.ExceptionInInitializerError"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void named_unusable_saysWhy(String name, String why) {
    assertThatThrownBy(() -> WeigherClass.named(name, LOADER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be encoded-size or the name of a weigher's class: %s, %s".formatted(name, why));
  }

  @Test
  void load_weigherOfAnApplication_doesNotKeepItsClassLoader() throws Exception {
    var properties = new Properties();
    properties.setProperty("lungo.caches.orders.maximumWeight", "100");
    properties.setProperty("lungo.caches.orders.weigher", Length.class.getName());
    URL[] classPath = {Length.class.getProtectionDomain().getCodeSource().getLocation()};
    var application = new OwnCopyOfLength(classPath);
    var reference = new WeakReference<ClassLoader>(application);
    var settings = load(application, properties);
    application.close();

    application = null;
    for (int round = 0; round < 50 && reference.get() != null; round++) {
      System.gc();
    }

    assertThat(reference.get()).isNull();
    assertThat(settings).isNotNull();
  }

  private static LungoSettings load(ClassLoader loader, Properties properties) {
    return LungoSettings.load(
        LungoCachingProvider.DEFAULT_URI, loader, properties, Map.of(), new Properties());
  }

  public static final class Length implements Weigher<String, String> {
    @Override
    public int weigh(String key, String value) {
      return key.length() + value.length();
    }
  }

  static final class Closed implements Weigher<String, String> {
    @Override
    public int weigh(String key, String value) {
      return 1;
    }
  }

  public static final class NeedsNumber implements Weigher<String, String> {
    private final int weight;

    public NeedsNumber(int weight) {
      this.weight = weight;
    }

    @Override
    public int weigh(String key, String value) {
      return weight;
    }
  }

  public static final class Failing implements Weigher<String, String> {
    public Failing() {
      throw new IllegalStateException("not today");
    }

    @Override
    public int weigh(String key, String value) {
      return 1;
    }
  }

  public static final class FailingToLoad implements Weigher<String, String> {
    static final int WEIGHT = Integer.parseInt("none");

    @Override
    public int weigh(String key, String value) {
      return WEIGHT;
    }
  }

  /** Stands for an application: loads {@link Length} by itself, all else from here. */
  private static final class OwnCopyOfLength extends URLClassLoader {
    OwnCopyOfLength(URL[] classPath) {
      super(classPath, LOADER);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Length.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
