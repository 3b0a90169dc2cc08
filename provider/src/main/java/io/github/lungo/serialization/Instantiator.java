// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.InstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import java.lang.reflect.Constructor;

/**
 * Makes objects by their no-argument constructor, private ones too, so that transient and new fields get their
 * defaults; without a constructor where there is none, or it throws.
 */
final class Instantiator implements InstantiatorStrategy {

  private final StdInstantiatorStrategy withoutConstructor = new StdInstantiatorStrategy();

  @Override
  public <T> ObjectInstantiator<T> newInstantiatorOf(Class<T> type) {
    ObjectInstantiator<T> bare = withoutConstructor.newInstantiatorOf(type);
    Constructor<T> constructor;
    try {
      constructor = type.getDeclaredConstructor();
    } catch (NoSuchMethodException e) {
      return bare;
    }
    constructor.setAccessible(true);
    return () -> {
      try {
        return constructor.newInstance();
      } catch (ReflectiveOperationException e) {
        return bare.newInstance();
      }
    };
  }
}
