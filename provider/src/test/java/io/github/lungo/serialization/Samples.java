// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Classes as users write them, one for each row of the type matrix. */
@SuppressWarnings({"ArrayRecordComponent", "EqualsGetClass", "JavaUtilDate"}) // as users write them
final class Samples {

  private Samples() {}

  /** Equal if of one class with equal parts. */
  abstract static class Parts {
    abstract List<?> parts();

    @Override
    public boolean equals(Object other) {
      return other != null
          && other.getClass() == getClass()
          && parts().equals(((Parts) other).parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    @Override
    public String toString() {
      return getClass().getSimpleName() + parts();
    }
  }

  static final class Order extends Parts {
    int number;
    long total;
    boolean paid;
    byte flags;
    short region;
    char letter;
    float weight;
    double price;
    String note;
    Customer customer;
    List<Line> lines = new ArrayList<>();
    Map<String, Object> extras = new HashMap<>();
    int[] codes = {};
    Object anything;

    static Order sample() {
      Order order = new Order();
      order.number = -7;
      order.total = Long.MIN_VALUE;
      order.paid = true;
      order.flags = -1;
      order.region = Short.MAX_VALUE;
      order.letter = 'ß';
      order.weight = 1.5f;
      order.price = Math.PI;
      order.note = "Grüße 🎉";
      order.customer = new Customer("Ann", new Date(0));
      order.lines.add(new Line("tea", 2));
      order.lines.add(new Line("cup", 1));
      order.extras.put("gift", true);
      order.extras.put("tags", List.of("a", "b"));
      order.codes = new int[] {1, -1, Integer.MAX_VALUE};
      order.anything = Colour.GREEN;
      return order;
    }

    @Override
    List<?> parts() {
      List<Object> parts = new ArrayList<>();
      for (Object part : new Object[] {
        number, total, paid, flags, region, letter, weight, price, note, customer, lines, extras,
        anything
      }) {
        parts.add(part);
      }
      for (int code : codes) {
        parts.add(code);
      }
      return parts;
    }
  }

  static class Person extends Parts {
    private final String name;

    Person(String name) {
      this.name = name;
    }

    @Override
    List<?> parts() {
      return List.of(name);
    }
  }

  /** Hides a field of its superclass, and has no no-argument constructor. */
  static final class Customer extends Person {
    private final String name;
    private final Date since;

    Customer(String name, Date since) {
      super("formally " + name);
      this.name = Objects.requireNonNull(name);
      this.since = since;
    }

    @Override
    List<?> parts() {
      return List.of(super.parts(), name, since);
    }
  }

  record Line(String product, int quantity) {}

  record Box<T>(T content) {}

  record AllKinds(
      int i,
      long j,
      boolean z,
      byte b,
      short s,
      char c,
      float f,
      double d,
      String text,
      Object any,
      int[] array) {}

  enum Colour {
    RED,
    GREEN {
      @Override
      String hex() {
        return "0f0";
      }
    };

    String hex() {
      return "f00";
    }
  }

  static final class Singleton implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    static final Singleton INSTANCE = new Singleton();

    private Singleton() {}

    @Serial
    private Object readResolve() {
      return INSTANCE;
    }
  }

  static final class Celsius extends Parts implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient double degrees;

    Celsius(double degrees) {
      this.degrees = degrees;
    }

    @Serial
    private Object writeReplace() {
      return new CelsiusForm(degrees + "C");
    }

    @Override
    List<?> parts() {
      return List.of(degrees);
    }
  }

  record CelsiusForm(String text) implements Serializable {
    @Serial
    private Object readResolve() {
      return new Celsius(Double.parseDouble(text.substring(0, text.length() - 1)));
    }
  }

  /** As Hibernate's QueryKey: the hash code is transient and made anew by readObject. */
  static final class CachedHash implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String text;
    private transient int hash;

    CachedHash(String text) {
      this.text = text;
      this.hash = text.hashCode();
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      hash = text.hashCode();
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof CachedHash that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  public static final class External extends Parts implements Externalizable {
    @Serial
    private static final long serialVersionUID = 1L;

    private transient String text = "";

    public External() {}

    External(String text) {
      this.text = text;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
      out.writeUTF(text);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
      text = in.readUTF();
    }

    @Override
    List<?> parts() {
      return List.of(text);
    }
  }

  static final class OutOfStock extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    final int missing;

    OutOfStock(String message, int missing, Throwable cause) {
      super(message, cause);
      this.missing = missing;
      addSuppressed(new IllegalStateException("suppressed"));
    }
  }

  /** Adds a field to a list. */
  static final class NamedList extends ArrayList<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    final String name;

    NamedList(String name) {
      this.name = name;
    }
  }

  static final class Birthday extends Date {
    @Serial
    private static final long serialVersionUID = 1L;

    final String name;

    Birthday(long time, String name) {
      super(time);
      this.name = name;
    }
  }

  /** Adds behaviour to a list, and an element in its constructor. */
  static final class Greetings extends ArrayList<Person> {
    @Serial
    private static final long serialVersionUID = 1L;

    Greetings() {
      add(new Person("built in"));
    }
  }

  /** Keeps access order, which only its constructor tells. */
  static final class Recent extends LinkedHashMap<String, Integer> {
    @Serial
    private static final long serialVersionUID = 1L;

    Recent() {
      super(8, 0.75f, true);
    }
  }

  /** A list of its own, on a base whose only fields are transient ones of the JDK. */
  static final class Range extends java.util.AbstractList<Integer> {
    private final int from;
    private final int to;

    Range(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public Integer get(int index) {
      return from + Objects.checkIndex(index, size());
    }

    @Override
    public int size() {
      return to - from;
    }
  }

  static final class Node {
    String label;
    Node next;
    List<Node> others = new ArrayList<>();

    Node(String label) {
      this.label = label;
    }
  }

  static final class TransientDefaults {
    transient Object lock = new Object();
    int value;
  }

  static final class Angry {
    final int value;

    Angry(int value) {
      this.value = value;
    }

    @SuppressWarnings("unused")
    private Angry() {
      throw new UnsupportedOperationException("for frameworks only");
    }
  }

  /** As the Beagle of the TCK: Serializable, with state in a superclass that is not. */
  static class Dog {
    String name;
    List<Collar> collars = new ArrayList<>();
  }

  static final class Collar {
    String tag;

    Collar(String tag) {
      this.tag = tag;
    }
  }

  static final class Beagle extends Dog implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;
  }

  interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

  /** Makes classes with captured state. */
  static final class Outer extends Parts {
    final String name;

    Outer(String name) {
      this.name = name;
    }

    final class Inner extends Parts {
      final int value;

      Inner(int value) {
        this.value = value;
      }

      @Override
      List<?> parts() {
        return List.of(name, value);
      }
    }

    Supplier<String> anonymous(int captured) {
      return new Supplier<>() {
        @Override
        public String get() {
          return name + captured;
        }
      };
    }

    @Override
    List<?> parts() {
      return List.of(name);
    }
  }
}
