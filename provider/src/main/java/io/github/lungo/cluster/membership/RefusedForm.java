// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.net.URL;
import java.time.chrono.Chronology;
import java.util.function.Predicate;

/** The forms of objects that have no hash, each with the reason. */
enum RefusedForm implements KeyForm {
  URLS(URL.class::isAssignableFrom, "is hashed by asking the name service: use a java.net.URI"),
  PROXY(Proxy::isProxyClass, "is a dynamic proxy, whose handler may answer anything: use a record"),
  IDENTITY_OF_CLASSES(
      type -> Type.class.isAssignableFrom(type)
          || Chronology.class.isAssignableFrom(type)
          || Character.Subset.class.isAssignableFrom(type)
          || type == MethodType.class,
      "has a hashCode that differs from JVM to JVM: use a name instead"),
  INHERITED(
      RefusedForm::inheritsFromObject,
      "inherits the hashCode of Object, which says nothing of its content: let it override equals and"
          + " hashCode, or make it a record");

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private final Predicate<Class<?>> types;

  private final String reason;

  RefusedForm(Predicate<Class<?>> types, String reason) {
    this.types = types;
    this.reason = reason;
  }

  @Override
  public boolean fits(Class<?> candidate) {
    return types.test(candidate);
  }

  @Override
  public long hash(Object whole, PartsWalk walk) {
    throw new UnhashableException(whole.getClass(), reason);
  }

  private static boolean inheritsFromObject(Class<?> type) {
    try {
      return type.getMethod("hashCode").getDeclaringClass() == Object.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e); // every object has one
    }
  }
}
