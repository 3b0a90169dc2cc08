// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.chrono.IsoChronology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.CacheException;
import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StableHashRefusalTest {
  private static final String HERE = StableHashRefusalTest.class.getName();

  private final StableHash hash = new StableHash("orders");

  private static final class Plain {}

  private record Holder(Object held, int number) {}

  /** Is equal to others, but forgot the hash. */
  @SuppressWarnings({"EqualsHashCode", "overrides"}) // the mistake that is to be found
  private static final class Forgetful {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Forgetful;
    }
  }

  @Test
  void of_hashCodeOfObject_tellsCacheClassAndRemedy() {
    assertThatThrownBy(() -> hash.of(new Plain()))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessage("cache 'orders' needs keys that every node hashes alike, but " + HERE
            + "$Plain inherits the hashCode of Object, which says nothing of its content: let it override"
            + " equals and hashCode, or make it a record");
  }

  @Test
  void of_partWithoutHash_tellsThePath() {
    Object key = new Holder(List.of("a", Map.of("b", Optional.of(new Plain[] {new Plain()}))), 1);

    assertThatThrownBy(() -> hash.of(key))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining(
            HERE + "$Holder.held[1][0][0][0] (" + HERE + "$Plain) inherits the hashCode");
  }

  static Stream<Object> refused() throws MalformedURLException {
    Runnable lambda = () -> {};
    return Stream.of(
        new Forgetful(),
        lambda,
        new AtomicInteger(1),
        new ArrayDeque<>(List.of(1)),
        Map.of().values(),
        new Object(),
        Thread.currentThread(),
        Proxy.newProxyInstance(
            StableHashRefusalTest.class.getClassLoader(),
            new Class<?>[] {Collection.class},
            (proxy, method, arguments) -> 5),
        URI.create("http://localhost/").toURL(),
        MethodType.methodType(String.class),
        IsoChronology.INSTANCE,
        Character.UnicodeBlock.GREEK,
        SampleKeys.Roast.class.getGenericSuperclass(),
        Set.of(new Plain()),
        Map.of(new Plain(), 1),
        Map.of(1, new Plain()),
        Map.entry(1, new Plain()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void of_whatDiffersFromJvmToJvm_isRefused(Object key) {
    assertThatThrownBy(() -> hash.of(key))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageStartingWith("cache 'orders' needs keys that every node hashes alike, but ");
  }

  @Test
  void of_recordOfAClosedModule_tellsWhatToOpen() {
    Object key = new UnixDomainPrincipal(() -> "me", () -> "us");

    assertThatThrownBy(() -> hash.of(key))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining(
            "jdk.net.UnixDomainPrincipal is a record that cannot be read: let module"
                + " jdk.net open jdk.net to unnamed module");
  }

  @Test
  void of_listThatContainsItself_isRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> hash.of(list))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining(" ... ")
        .hasMessageContaining("let the key be smaller, and not contain itself")
        .message()
        .hasSizeLessThan(400);
  }

  @Test
  void of_mapThatContainsItselfTwice_isRefusedSoon() {
    Map<Object, Object> map = new HashMap<>();
    map.put("a", map);
    map.put("b", map);

    assertThatThrownBy(() -> hash.of(map)).isExactlyInstanceOf(CacheException.class);
  }

  @Test
  void of_partSharedByAllLevels_isRefusedSoon() {
    Object part = "a";
    for (int i = 0; i < 40; i++) {
      part = List.of(part, part);
    }
    Object key = part;

    assertThatThrownBy(() -> hash.of(key))
        .isExactlyInstanceOf(CacheException.class)
        .hasMessageContaining("behind 65536 other parts");
  }

  @Test
  void of_asDeepAndLargeAsMayBe_isHashed() {
    assertThat(hash.of(nested(PartsWalk.MAXIMUM_DEPTH))).isNotZero();
    assertThat(hash.of(Arrays.asList(new Integer[PartsWalk.MAXIMUM_PARTS + 1]))).isNotZero();
    assertThat(hash.of(Collections.nCopies(PartsWalk.MAXIMUM_PARTS, 1))).isNotZero();
    assertThatThrownBy(() -> hash.of(nested(PartsWalk.MAXIMUM_DEPTH + 1)))
        .isExactlyInstanceOf(CacheException.class);
    assertThatThrownBy(() -> hash.of(Collections.nCopies(PartsWalk.MAXIMUM_PARTS + 1, 1)))
        .isExactlyInstanceOf(CacheException.class);
  }

  private static Object nested(int levels) {
    Object part = "a";
    for (int i = 0; i < levels; i++) {
      part = List.of(part);
    }
    return part;
  }
}
