// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.ClassResolver;
import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Registration;

/** Kryo with our rules for classes in place of its own. Confined to one thread. */
final class GraphKryo extends Kryo {

  GraphKryo(ClassTable classes, References references, int maximumDepth) {
    super(classes, references);
    setRegistrationRequired(false);
    setOptimizedGenerics(false); // their stack does not survive a failure in 5.6.2
    setAutoReset(false); // the class table is written after the objects
    setMaxDepth(maximumDepth);
    setInstantiatorStrategy(new Instantiator());
  }

  /** Kryo would give proxies, lambdas and enum constants with a body a treatment of its own here. */
  @Override
  @SuppressWarnings("rawtypes")
  public Registration getRegistration(Class type) {
    ClassResolver classes = getClassResolver();
    Registration registration = classes.getRegistration(type);
    return registration == null ? classes.registerImplicit(type) : registration;
  }
}
