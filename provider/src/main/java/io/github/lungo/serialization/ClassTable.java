// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import com.esotericsoftware.kryo.kryo5.util.IdentityMap;
import com.esotericsoftware.kryo.kryo5.util.IdentityObjectIntMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one message that have no fixed number. They stand in a table in front of the objects, so that a reader
 * may pass over a field without losing a name, or the field names of a class, that only that field mentioned. Confined
 * to one thread.
 */
final class ClassTable extends DefaultClassResolver {

  private static final int NAMED = NAME + 2;

  /** A hostile message may have a million rows. */
  private static final int RECENT_KEPT = 64;

  private final TypeRules rules;
  private final List<ClassRow> rows = new ArrayList<>();
  private final IdentityObjectIntMap<Class<?>> writtenIds = new IdentityObjectIntMap<>();
  private final IdentityMap<Class<?>, ClassRow> written = new IdentityMap<>();
  private final List<ClassRow> recent = new ArrayList<>();

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
      String fields = registration.getSerializer() instanceof EvolvingSerializer evolving
          ? evolving.fields()
          : null;
      mention(type, fields);
    }
    output.writeByte(NAMED);
    output.writeVarInt(id, true);
  }

  /** Makes sure that the table describes this class, whose name need not be written where the type is implied. */
  void mention(Class<?> type, @Nullable String fields) {
    if (writtenIds.get(type, -1) < 0) {
      writtenIds.put(type, rows.size());
      ClassRow row = written.get(type);
      if (row == null) {
        row = ClassRow.of(type, fields);
        written.put(type, row);
      }
      rows.add(row);
    }
  }

  void writeTo(Output output) {
    output.writeVarInt(rows.size(), true);
    for (ClassRow row : rows) {
      output.writeBytes(row.bytes());
    }
  }

  void readFrom(BoundedInput input) {
    int count = input.readCount(2);
    for (int id = 0; id < count; id++) {
      ClassRow row = id < recent.size() ? recent.get(id) : null;
      rows.add(row != null && input.skipIfNext(row.bytes()) ? row : readRow(input, id));
    }
  }

  private ClassRow readRow(BoundedInput input, int id) {
    int start = input.position();
    String name = input.readString();
    if (name == null) {
      throw new KryoException("class " + id + " has no name");
    }
    ClassRow row = new ClassRow(name, input.readString(), input.copyFrom(start));
    if (id < recent.size()) {
      recent.set(id, row);
    } else if (id < RECENT_KEPT) {
      recent.add(row);
    }
    return row;
  }

  @Override
  protected Registration readName(Input input) {
    int id = input.readVarInt(true);
    if (id < 0 || id >= rows.size()) {
      throw new KryoException("reference to class " + id + " of " + rows.size());
    }
    return resolve(rows.get(id));
  }

  private Registration resolve(ClassRow row) {
    Registration registration = row.registration();
    if (registration == null) {
      registration = kryo.getRegistration(rules.load(row.name()));
      row.resolve(registration);
    }
    return registration;
  }

  /** Returns the fields that the writer of this message had in the class. */
  String fieldsOf(Class<?> type) {
    for (ClassRow row : rows) {
      String fields = row.fields();
      if (fields != null && row.name().equals(type.getName())) {
        return fields;
      }
    }
    throw new KryoException("the fields of " + type.getTypeName() + " are not described");
  }

  /** Returns whether all classes of this message can be used here. */
  boolean isComplete() {
    for (ClassRow row : rows) {
      try {
        resolve(row);
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
  }
}
