// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Objects of user classes. */
@SuppressWarnings("JavaUtilDate") // a mutable value, as users have them
final class UserRoundTrips {

  private UserRoundTrips() {}

  static List<RoundTrip> all() {
    List<RoundTrip> all = new ArrayList<>();
    addObjects(all);
    addOwnSerialForms(all);
    addCollectionSubclasses(all);
    addCaptures(all);
    return all;
  }

  private static void addObjects(List<RoundTrip> all) {
    record Local(String text) {}
    all.add(RoundTrip.same("Order", Samples.Order.sample()));
    all.add(RoundTrip.same("Order with nulls", new Samples.Order()));
    all.add(RoundTrip.same("hidden field", new Samples.Customer("Ann", new java.util.Date(5))));
    all.add(RoundTrip.same("record", new Samples.Line("tea", 2)));
    all.add(RoundTrip.same("record with null", new Samples.Line(null, 0)));
    all.add(RoundTrip.same("generic record", new Samples.Box<>(List.of(new Samples.Box<>(1)))));
    all.add(RoundTrip.same("local record", new Local("x")));
    all.add(RoundTrip.checked(
        "record of all kinds",
        new Samples.AllKinds(1, 2, true, (byte) 3, (short) 4, '5', 6, 7, "8", 9, new int[] {10}),
        (a, b) -> assertThat(b).usingRecursiveComparison().isEqualTo(a)));
    all.add(RoundTrip.identical("enum", Samples.Colour.RED));
    all.add(RoundTrip.identical("enum constant with a body", Samples.Colour.GREEN));
    all.add(RoundTrip.checked(
        "transient field gets its default",
        new Samples.TransientDefaults(),
        (a, b) -> assertThat(b.lock).isNotNull().isNotSameAs(a.lock)));
    all.add(RoundTrip.checked(
        "no-argument constructor that throws",
        new Samples.Angry(5),
        (a, b) -> assertThat(b.value).isEqualTo(5)));
    Samples.Beagle beagle = new Samples.Beagle();
    beagle.name = "Snoopy";
    beagle.collars.add(new Samples.Collar("red"));
    all.add(RoundTrip.checked(
        "Serializable with state in a superclass that is not", beagle, (a, b) -> {
          assertThat(b.name).isEqualTo("Snoopy");
          assertThat(b.collars)
              .singleElement()
              .satisfies(collar -> assertThat(collar.tag).isEqualTo("red"));
        }));
  }

  private static void addOwnSerialForms(List<RoundTrip> all) {
    all.add(RoundTrip.identical("readResolve", Samples.Singleton.INSTANCE));
    all.add(RoundTrip.same("writeReplace", new Samples.Celsius(21.5)));
    all.add(RoundTrip.same("readObject makes a transient field", new Samples.CachedHash("key")));
    all.add(RoundTrip.same("Externalizable", new Samples.External("text")));
    all.add(RoundTrip.checked(
        "exception with 100 causes", chain(100), (a, b) -> assertThat(b).hasRootCauseMessage("0")));
    all.add(RoundTrip.checked(
        "own exception",
        new Samples.OutOfStock("tea", 3, new IllegalArgumentException("cause")),
        (a, b) -> {
          assertThat(b).hasMessage("tea").hasRootCauseMessage("cause");
          assertThat(b.missing).isEqualTo(3);
          assertThat(b.getSuppressed())
              .singleElement()
              .extracting(Throwable::getMessage)
              .isEqualTo("suppressed");
          assertThat(b.getStackTrace()).isEqualTo(a.getStackTrace());
        }));
  }

  private static Exception chain(int length) {
    Exception top = new Exception("0");
    for (int i = 1; i < length; i++) {
      top = new Exception(String.valueOf(i), top);
    }
    return top;
  }

  private static void addCollectionSubclasses(List<RoundTrip> all) {
    Samples.NamedList named = new Samples.NamedList("name");
    named.add("x");
    all.add(RoundTrip.checked("list with a field", named, (a, b) -> {
      assertThat(b).containsExactly("x");
      assertThat(b.name).isEqualTo("name");
    }));
    Samples.Greetings greetings = new Samples.Greetings();
    greetings.add(new Samples.Person("Ann"));
    all.add(RoundTrip.checked(
        "subclass of Date with a field", new Samples.Birthday(5, "Ann"), (a, b) -> {
          assertThat(b).isEqualTo(a);
          assertThat(b.name).isEqualTo("Ann");
        }));
    all.add(RoundTrip.same("list whose constructor adds", greetings));
    Samples.Recent recent = new Samples.Recent();
    recent.put("a", 1);
    recent.put("b", 2);
    all.add(RoundTrip.checked("map in access order", recent, (a, b) -> {
      assertThat(b).isEqualTo(a);
      b.get("a");
      assertThat(b.keySet()).containsExactly("b", "a");
      b.get("b");
    }));
    all.add(RoundTrip.same("list without elements of its own", new Samples.Range(3, 6)));
  }

  private static void addCaptures(List<RoundTrip> all) {
    Samples.Outer outer = new Samples.Outer("outer");
    all.add(RoundTrip.same("inner class", outer.new Inner(5)));
    all.add(RoundTrip.checked(
        "anonymous class with captures",
        outer.anonymous(5),
        (a, b) -> assertThat(b.get()).isEqualTo("outer5")));
    String captured = "captured";
    Samples.SerializableSupplier<String> lambda = () -> captured + 1;
    all.add(new RoundTrip(
        "serializable lambda",
        lambda,
        (a, b) -> assertThat(((Supplier<?>) b).get()).isEqualTo("captured1")));
    Samples.SerializableSupplier<String> reference = captured::trim;
    all.add(new RoundTrip(
        "serializable method reference",
        reference,
        (a, b) -> assertThat(((Supplier<?>) b).get()).isEqualTo("captured")));
  }
}
