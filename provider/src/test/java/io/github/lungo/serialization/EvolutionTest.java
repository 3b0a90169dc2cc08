// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static io.github.lungo.serialization.CompiledClasses.get;
import static io.github.lungo.serialization.CompiledClasses.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("JavaUtilDate") // a mutable value, as users have them
final class EvolutionTest {

  @Test
  void decode_fieldAddedHere_hasTheDefaultOfTheConstructor() {
    CompiledClasses older = new CompiledClasses("class Order { public int id; }");
    CompiledClasses newer = new CompiledClasses(
        "class Order { public String currency = \"EUR\"; public int id; public long total = 7; }");
    Object order = older.make("Order");
    set(order, "id", 5);

    Object read = transfer(order, older, newer);

    assertThat(read).isInstanceOf(newer.type("Order"));
    assertThat(get(read, "id")).isEqualTo(5);
    assertThat(get(read, "currency")).isEqualTo("EUR");
    assertThat(get(read, "total")).isEqualTo(7L);
  }

  @Test
  void decode_fieldUnknownHere_isSkipped() {
    CompiledClasses older =
        new CompiledClasses("class Order { public int id; public String note; }");
    CompiledClasses newer = new CompiledClasses(
        "class Order { public byte a = 1; public Date created = new Date(5); public int id; public double k = 2; "
            + "public List<String> list = List.of(\"x\"); public String note; public long z = 3; }");
    Object order = newer.make("Order");
    set(order, "id", 5);
    set(order, "note", "kept");

    Object read = transfer(order, newer, older);

    assertThat(get(read, "id")).isEqualTo(5);
    assertThat(get(read, "note")).isEqualTo("kept");
  }

  @Test
  void decode_unknownFieldSharesObjects_referencesStayRight() {
    CompiledClasses older =
        new CompiledClasses("class Order { public Date due; public Date paid; }");
    CompiledClasses newer = new CompiledClasses(
        "class Order { public Date created; public Date due; public Date paid; }");
    Object order = newer.make("Order");
    Date shared = new Date(5);
    set(order, "created", shared);
    set(order, "due", new Date(6));
    set(order, "paid", shared);

    Object read = transfer(order, newer, older);

    assertThat(get(read, "due")).isEqualTo(new Date(6));
    assertThat(get(read, "paid")).isEqualTo(new Date(5));
  }

  private static final String AUDIT =
      "class Audit { public Object first = new Item(); public Object[] more = "
          + "{new Date(1), \"s\", List.of(2), List.of(), java.math.BigDecimal.TEN, "
          + "new Item()}; }";
  private static final String ITEM =
      "class Item { public int n = 1; public String s = \"s\"; public List<Object> l = "
          + "List.of(java.math.BigDecimal.TEN, List.of(), Optional.empty()); }";

  @Test
  void decode_classMissingHereInUnknownField_isSkippedAndTheRestIsRight() {
    CompiledClasses older = new CompiledClasses(
        "class Order { public Date due; public Item item; public Object same; }", ITEM);
    CompiledClasses newer = new CompiledClasses(
        "class Order { public Audit audit = new Audit(); public Date due; public Item item; public Object same; }",
        AUDIT,
        ITEM);
    Object order = newer.make("Order");
    Object item = newer.make("Item");
    set(item, "n", 9);
    set(order, "due", new Date(6));
    set(order, "item", item);
    set(order, "same", item);

    Object read = transfer(order, newer, older);

    assertThat(get(read, "due")).isEqualTo(new Date(6));
    assertThat(get(get(read, "item"), "n")).isEqualTo(9);
    assertThat(get(read, "same")).isSameAs(get(read, "item"));
  }

  @Test
  void decode_partOfASkippedFieldIsReferredTo_failsRatherThanGuess() {
    CompiledClasses older = new CompiledClasses("class Order { public Object part; }", ITEM);
    CompiledClasses newer = new CompiledClasses(
        "class Order { public Audit audit = new Audit(); public Object part; }", AUDIT, ITEM);
    Object order = newer.make("Order");
    set(order, "part", get(get(order, "audit"), "first"));

    assertThatThrownBy(() -> transfer(order, newer, older))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("acme.Order.part")
        .hasMessageContaining("reference to an object in a field that this version does not know");
  }

  @Test
  void decode_classMissingHereInKnownField_failsAndNamesIt() {
    CompiledClasses older = new CompiledClasses("class Order { public Object audit; }");
    CompiledClasses newer = new CompiledClasses(
        "class Order { public Object audit = List.of(new Audit()); }", AUDIT, ITEM);

    assertThatThrownBy(() -> transfer(newer.make("Order"), newer, older))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("cannot decode acme.Order.audit")
        .hasMessageContaining("there is no class acme.Audit here");
  }

  @Test
  void decode_typeOfAFieldChanged_keepsTheDefault() {
    CompiledClasses older = new CompiledClasses(
        "class Order { public int a = 1; public Object b = \"text\"; public int c = 3; }");
    CompiledClasses newer = new CompiledClasses(
        "class Order { public long a = 11; public Date b = new Date(2); public int c = 33; }");

    Object read = transfer(older.make("Order"), older, newer);

    assertThat(get(read, "a")).isEqualTo(11L);
    assertThat(get(read, "b")).isEqualTo(new Date(2));
    assertThat(get(read, "c")).isEqualTo(3);
  }

  @Test
  void decode_recordComponentsAddedRemovedAndReordered_goByName() {
    CompiledClasses older =
        new CompiledClasses("record Line(int quantity, String product, Date gone) {}");
    CompiledClasses newer = new CompiledClasses(
        "record Line(String product, long price, Object note, int quantity, boolean gift) {}");

    Object read = transfer(older.make("Line", 3, "tea", new Date(1)), older, newer);
    Object back = transfer(newer.make("Line", "cup", 9L, "x", 4, true), newer, older);

    assertThat(read).hasToString("Line[product=tea, price=0, note=null, quantity=3, gift=false]");
    assertThat(back).hasToString("Line[quantity=4, product=cup, gone=null]");
  }

  @Test
  void decode_enumConstantInserted_goesByName() {
    CompiledClasses older = new CompiledClasses("enum State { OPEN, DONE }");
    CompiledClasses newer = new CompiledClasses("enum State { NEW, OPEN, WAITING { }, DONE }");

    assertThat(transfer(older.type("State").getEnumConstants()[1], older, newer))
        .hasToString("DONE");
    assertThat(transfer(newer.type("State").getEnumConstants()[3], newer, older))
        .hasToString("DONE");
    assertThatThrownBy(() -> transfer(newer.type("State").getEnumConstants()[2], newer, older))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("there is no constant WAITING in acme.State here");
  }

  @Test
  void decode_manyObjectsOfAChangedClass_areAllRead() {
    CompiledClasses older =
        new CompiledClasses("class Item { public int n; public List<Object> parts; }");
    CompiledClasses newer = new CompiledClasses(
        "class Item { public String extra = \"e\".repeat(200); public int n; public List<Object> parts; }");
    Object parent = newer.make("Item");
    set(parent, "n", 1);
    Object child = newer.make("Item");
    set(child, "n", 2);
    Object other = newer.make("Item");
    set(other, "n", 3);
    set(parent, "parts", List.of(child, other, child, "x".repeat(300), child));

    List<?> parts = (List<?>) get(transfer(parent, newer, older), "parts");

    assertThat(get(parts.get(0), "n")).isEqualTo(2);
    assertThat(get(parts.get(1), "n")).isEqualTo(3);
    assertThat(parts.get(2)).isSameAs(parts.get(0));
    assertThat(parts.get(3)).isEqualTo("x".repeat(300));
    assertThat(parts.get(4)).isSameAs(parts.get(0));
  }

  @Test
  void decode_fieldOfASuperclass_isNotTakenForTheHidingOne() {
    CompiledClasses older =
        new CompiledClasses("class Base { public int n = 1; }", "class Sub extends Base { }");
    CompiledClasses newer = new CompiledClasses(
        "class Base { public int n = 10; }",
        "class Sub extends Base { public int n = 20; public int base() { return" + " super.n; } }");

    Object read = transfer(older.make("Sub"), older, newer);

    assertThat(get(read, "n")).isEqualTo(20);
    assertThat(((Number) invoke(read, "base")).intValue()).isEqualTo(1);
  }

  @Test
  void decode_classesSwapEncodings_neverPassUnnoticed() {
    CompiledClasses classes =
        new CompiledClasses("class Order { public int id = 5; public String note = \"n\"; }");
    byte[] bytes;
    try (KryoCodec writer = codec(Encoding.EVOLVING, classes)) {
      bytes = writer.encode(classes.make("Order"));
    }

    try (KryoCodec reader = codec(Encoding.COMPACT, classes)) {
      assertThatThrownBy(() -> reader.decode(bytes))
          .isExactlyInstanceOf(SerializationException.class);
    }
  }

  private static Object invoke(Object target, String method) {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object transfer(Object value, CompiledClasses from, CompiledClasses to) {
    try (KryoCodec writer = codec(Encoding.EVOLVING, from);
        KryoCodec reader = codec(Encoding.EVOLVING, to)) {
      return reader.decode(writer.encode(value));
    }
  }

  private static KryoCodec codec(Encoding encoding, ClassLoader loader) {
    return new KryoCodec(encoding, loader, TypeFilter.of(List.of("acme")), CodecLimits.DEFAULT);
  }
}
