// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import io.github.lungo.benchmarks.provider.Foreign;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;

/**
 * What the code that Infinispan generates for a class would be for one without content: it tells the default marshaller to
 * write nothing of it.
 */
final class EmptyMessage {
  private static final String PACKAGE = "org.infinispan.protostream.";
  private static final String FILE = "benchmark.proto";
  private static final String TYPE = "Empty";

  private EmptyMessage() {}

  /** Returns the context initializer for the class of an object of which all are equal. */
  static Object initializerFor(Object only) {
    return proxy("SerializationContextInitializer", (method, argument) -> switch (method) {
      case "getProtoFileName" -> FILE;
      case "getProtoFile" -> schema();
      case "registerSchema" ->
        Foreign.call(
            argument,
            "registerProtoFiles",
            Foreign.callStatic(PACKAGE + "FileDescriptorSource", "fromString", FILE, schema()));
      case "registerMarshallers" ->
        Foreign.call(argument, "registerMarshaller", marshallerFor(only));
      default -> throw new UnsupportedOperationException(method);
    });
  }

  private static String schema() {
    return "syntax = \"proto3\"; message " + TYPE + " {}";
  }

  private static Object marshallerFor(Object only) {
    return proxy("ProtobufTagMarshaller", (method, argument) -> switch (method) {
      case "getJavaClass" -> only.getClass();
      case "getTypeName" -> TYPE;
      case "getSubClassNames" -> new String[0];
      case "read" -> only;
      case "write" -> TYPE; // there is nothing to write, and nothing is returned
      default -> throw new UnsupportedOperationException(method);
    });
  }

  private static Object proxy(String type, BiFunction<String, Object, Object> answer) {
    try {
      Class<?> intended = Class.forName(PACKAGE + type);
      InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        case "toString" -> type;
        default -> answer.apply(method.getName(), arguments == null ? "" : arguments[0]);
      };
      return Proxy.newProxyInstance(
          EmptyMessage.class.getClassLoader(), new Class<?>[] {intended}, handler);
    } catch (ClassNotFoundException e) {
      throw new LinkageError(type, e);
    }
  }
}
