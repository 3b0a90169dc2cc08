// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import io.github.lungo.Weigher;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * A weigher as settings name it. Holds the class loader weakly, so that the settings of a manager never keep an
 * application from being unloaded. Immutable.
 */
final class WeigherClass {
  private static final String ENCODED_SIZE = "encoded-size";

  private final String name;
  private final WeakReference<ClassLoader> loader;

  private WeigherClass(String name, ClassLoader loader) {
    this.name = name;
    this.loader = new WeakReference<>(loader);
  }

  /** Returns the weigher of that name, having made one to see that it can be made. */
  static WeigherClass named(String name, ClassLoader loader) {
    var weigher = new WeigherClass(name, loader);
    weigher.create();
    return weigher;
  }

  /**
   * Returns a new weigher.
   *
   * @throws IllegalArgumentException if there is none of that name, or it cannot be made
   */
  Weigher<Object, Object> create() {
    return name.equals(ENCODED_SIZE) ? Weigher.encodedSize() : instantiate(loader.get());
  }

  @SuppressWarnings(
      "unchecked") // which keys and values a class weighs is for whoever named it to know
  private Weigher<Object, Object> instantiate(@Nullable ClassLoader from) {
    try {
      return (Weigher<Object, Object>) Class.forName(name, true, from)
          .asSubclass(Weigher.class)
          .getConstructor()
          .newInstance();
    } catch (ClassNotFoundException absent) {
      throw refusal("which is not on the class path", absent);
    } catch (ClassCastException other) {
      throw refusal("which does not implement " + Weigher.class.getName(), other);
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException unusable) {
      throw refusal(
          "which is no public class with a public constructor without parameters", unusable);
    } catch (InvocationTargetException thrown) {
      throw refusal("whose constructor threw " + thrown.getCause(), thrown);
    } catch (LinkageError broken) {
      throw refusal("which cannot be loaded: " + broken, broken);
    }
  }

  private IllegalArgumentException refusal(String why, Throwable cause) {
    return new IllegalArgumentException(
        "must be " + ENCODED_SIZE + " or the name of a weigher's class: " + name + ", " + why,
        cause);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WeigherClass that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
