// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import com.esotericsoftware.kryo.kryo5.util.IdentityObjectIntMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one message that have no fixed number. They stand in a table in front of the objects, so that a reader
 * may pass over a field without losing a name, or the field names of a class, that only that field mentioned. Confined
 * to one thread.
 */
final class ClassTable extends DefaultClassResolver {

  private static final int NAMED = NAME + 2;

  /** A class as the table of one message describes it; the fields are null in the compact encoding. */
  private record Row(String name, @Nullable String fields) {}

  private final TypeRules rules;
  private final Map<String, Registration> known = new HashMap<>();

  private final IdentityObjectIntMap<Class<?>> writtenIds = new IdentityObjectIntMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<@Nullable Registration> resolved = new ArrayList<>();

  ClassTable(TypeRules rules) {
    this.rules = rules;
  }

  /** Returns how the class is treated from now on; asked once per class. */
  @Override
  @SuppressWarnings("rawtypes")
  public Registration registerImplicit(Class type) {
    Class<?> standIn = rules.standInFor(type);
    if (standIn == type) {
      return register(new Registration(type, rules.serializerFor(type, this), NAME));
    }
    Registration registration = kryo.getRegistration(standIn);
    classToRegistration.put(type, registration);
    return registration;
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected void writeName(Output output, Class ignored, Registration registration) {
    Class<?> type = registration.getType();
    int id = writtenIds.get(type, -1);
    if (id < 0) {
      id = rows.size();
      writtenIds.put(type, id);
      String fields = registration.getSerializer() instanceof EvolvingSerializer evolving
          ? evolving.fields()
          : null;
      rows.add(new Row(type.getName(), fields));
    }
    output.writeByte(NAMED);
    output.writeVarInt(id, true);
  }

  /** Makes sure that the table describes this class, whose name need not be written where the type is implied. */
  void mention(Class<?> type, String fields) {
    if (writtenIds.get(type, -1) < 0) {
      writtenIds.put(type, rows.size());
      rows.add(new Row(type.getName(), fields));
    }
  }

  void writeTo(Output output) {
    output.writeVarInt(rows.size(), true);
    for (Row row : rows) {
      output.writeString(row.name());
      output.writeString(row.fields());
    }
  }

  void readFrom(BoundedInput input) {
    int count = input.readCount(2);
    for (int i = 0; i < count; i++) {
      String name = input.readString();
      if (name == null) {
        throw new KryoException("class " + i + " of " + count + " has no name");
      }
      rows.add(new Row(name, input.readString()));
      resolved.add(null);
    }
  }

  @Override
  protected Registration readName(Input input) {
    return resolve(input.readVarInt(true));
  }

  private Registration resolve(int id) {
    if (id < 0 || id >= rows.size()) {
      throw new KryoException("reference to class " + id + " of " + rows.size());
    }
    Registration registration = resolved.get(id);
    if (registration == null) {
      registration = byName(rows.get(id).name());
      resolved.set(id, registration);
    }
    return registration;
  }

  private Registration byName(String name) {
    Registration registration = known.get(name);
    if (registration == null) {
      registration = kryo.getRegistration(rules.load(name));
      known.put(name, registration);
    }
    return registration;
  }

  /** Returns the fields that the writer of this message had in the class. */
  String fieldsOf(Class<?> type) {
    for (Row row : rows) {
      if (row.fields() != null && row.name().equals(type.getName())) {
        return row.fields();
      }
    }
    throw new KryoException("the fields of " + type.getTypeName() + " are not described");
  }

  /** Returns whether all classes of this message exist here. */
  boolean isComplete() {
    for (int id = 0; id < rows.size(); id++) {
      try {
        resolve(id);
      } catch (UnusableClassException e) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void reset() {
    writtenIds.clear(64);
    rows.clear();
    resolved.clear();
  }
}
