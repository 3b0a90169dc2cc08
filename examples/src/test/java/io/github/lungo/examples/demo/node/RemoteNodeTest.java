// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls arrive as they were made, and so do their results: each method goes to its line and back. */
final class RemoteNodeTest {
  private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
      int.class, 7, long.class, 8L, String.class, "two words", List.class, List.of("a b", "c"));

  private final List<Object> arrived = new ArrayList<>();
  private final Node node = new RemoteNode(new NodeService(recorder())::answer);

  @ParameterizedTest
  @MethodSource("methods")
  void call_eachMethod_arrivesAndReturns(Method method) throws Exception {
    Object[] arguments =
        Stream.of(method.getParameterTypes()).map(ARGUMENTS::get).toArray();

    Object result = method.invoke(node, arguments);

    assertThat(arrived).first().isEqualTo(method.getName());
    assertThat(arrived.subList(1, arrived.size())).containsExactly(arguments);
    assertThat(result).isEqualTo(result(method));
  }

  static Stream<Method> methods() {
    return Stream.of(Node.class.getMethods());
  }

  @Test
  void call_thereItFails_saysWhatAndWhyOnOneLine() {
    Node failing = new RemoteNode(new NodeService(new RemoteNode(line -> {
      throw new IllegalStateException("no\tcluster\nat all");
    }))::answer);

    assertThatThrownBy(() -> failing.name(65))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("NAME failed")
        .hasMessageContaining("no cluster at all");
  }

  private Node recorder() {
    return (Node) Proxy.newProxyInstance(
        Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> {
          arrived.add(method.getName());
          arrived.addAll(arguments == null ? List.of() : List.of(arguments));
          return result(method);
        });
  }

  private static Object result(Method method) {
    boolean isNumbers = method.getGenericReturnType().getTypeName().contains("Long");
    return isNumbers ? List.of(5L, -1L) : ARGUMENTS.get(method.getReturnType());
  }
}
