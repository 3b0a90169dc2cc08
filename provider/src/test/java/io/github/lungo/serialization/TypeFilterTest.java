// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeFilterTest {

  @Test
  void allows_class_bringsItsNestedClassesOnly() {
    TypeFilter filter = TypeFilter.of(List.of("com.acme.Order"));

    assertThat(filter.allows("com.acme.Order")).isTrue();
    assertThat(filter.allows("com.acme.Order$Line")).isTrue();
    assertThat(filter.allows("com.acme.Order$Line$1")).isTrue();
    assertThat(filter.allows("com.acme.Orders")).isFalse();
    assertThat(filter.allows("com.acme.Customer")).isFalse();
    assertThat(filter.allows("Order")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme", "com.acme.*", "com.acme.**", " com.acme "})
  void allows_package_bringsItsSubpackages(String entry) {
    TypeFilter filter = TypeFilter.of(List.of("org.other.Thing", entry));

    assertThat(filter.allows("com.acme.Order")).isTrue();
    assertThat(filter.allows("com.acme.deep.Order$Line")).isTrue();
    assertThat(filter.allows("com.acmesoft.Order")).isFalse();
    assertThat(filter.allows("com.Order")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.String",
        "java.util.ArrayList",
        "java.util.Map$Entry",
        "java.time.Instant",
        "java.math.BigDecimal",
        "java.io.IOException",
        "java.sql.SQLException",
        "javax.cache.CacheException",
        "java.util.concurrent.TimeUnit"
      })
  void allows_valueTypeOfTheJdk_withoutAnEntry(String name) {
    assertThat(TypeFilter.of(List.of()).allows(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Runtime",
        "java.lang.ProcessBuilder",
        "java.lang.reflect.Proxy",
        "javax.naming.InitialContext",
        "java.rmi.server.UnicastRemoteObject",
        "com.sun.rowset.JdbcRowSetImpl",
        "java.net.URL",
        "java.lang.Thread",
        "java.util.logging.FileHandler",
        "java.beans.EventHandler",
        "sun.misc.Unsafe",
        "NoPackage",
        "",
        "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
        "java.util.jar.JarFile"
      })
  void allows_otherClass_isFalse(String name) {
    assertThat(TypeFilter.of(List.of("com.acme")).allows(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "*", "com.*.Order", "com.acme*", ".*"})
  void of_noName_isRefused(String entry) {
    List<String> entries = List.of(entry);

    assertThatThrownBy(() -> TypeFilter.of(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "'");
  }

  @Test
  void ofCache_declaredTypes_bringTheirPackages() {
    TypeFilter filter =
        TypeFilter.ofCache(TypeFilterTest.class, Test[].class, List.of("com.acme.Order"));

    assertThat(filter.allows(Samples.Line.class.getName())).isTrue();
    assertThat(filter.allows("io.github.lungo.serialization.deep.Thing")).isTrue();
    assertThat(filter.allows("org.junit.jupiter.api.Timeout")).isTrue();
    assertThat(filter.allows("com.acme.Order")).isTrue();
    assertThat(filter.allows("io.github.lungo.Weigher")).isFalse();
    assertThat(filter.allows("com.acme.Customer")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {Object.class, Process.class, long[].class, java.net.URL.class, String[].class})
  void ofCache_declaredTypeOfTheJdk_bringsItselfOnly(Class<?> declared) {
    TypeFilter filter = TypeFilter.ofCache(declared, Object.class, List.of());

    assertThat(declared.isArray() || filter.allows(declared.getName())).isTrue();
    assertThat(filter.allows("java.lang.Runtime")).isFalse();
    assertThat(filter.allows("java.lang.reflect.Proxy")).isFalse();
    assertThat(filter.allows("java.net.URLClassLoader")).isFalse();
  }

  @Test
  void ofCache_typeOfAWidePackage_bringsItselfOnly() {
    CompiledClasses classes = new CompiledClasses("class Order {}");

    TypeFilter filter = TypeFilter.ofCache(Long.class, classes.type("Order"), List.of());

    assertThat(filter.allows("acme.Order")).isTrue();
    assertThat(filter.allows("acme.Customer")).isFalse();
    assertThat(filter.allows("acme.deep.Order")).isFalse();
  }

  @Test
  void ofCache_equalTypesAndEntries_areEqual() {
    assertThat(TypeFilter.ofCache(Long.class, Test.class, List.of("com.acme.*")))
        .isEqualTo(TypeFilter.ofCache(Long.class, Test.class, List.of("com.acme")));
  }

  @Test
  void allows_exceptionOfLungo_withoutAnEntry() {
    TypeFilter filter = TypeFilter.of(List.of());

    assertThat(filter.allows(SerializationException.class.getName())).isTrue();
    assertThat(filter.allows(KryoCodec.class.getName())).isFalse();
    assertThat(filter.allows("com.acme.io.github.lungo.StrayException")).isFalse();
  }

  @Test
  void allowAll_anyClass_isTrue() {
    assertThat(TypeFilter.allowAll().allows("anything")).isTrue();
  }
}
