// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evolving encoding of a class or record: the class table holds the names of its fields, and each field that holds
 * an object is written as a {@link Region} that a reader without the field can pass over.
 */
final class EvolvingSerializer extends Serializer<Object> {

  /** A hostile writer could make up ever new descriptions. */
  private static final int DESCRIPTIONS_KEPT = 16;

  /** A field as the writer had it, and the one here of the same name, if any. */
  private record Incoming(char kind, int index) {}

  private final Shape shape;
  private final Regions regions;
  private final ClassTable classes;
  private final String fields;
  private final Map<String, Incoming[]> descriptions = new HashMap<>();

  EvolvingSerializer(Shape shape, References references, ClassTable classes) {
    this.shape = shape;
    this.regions = new Regions(references, classes);
    this.classes = classes;
    StringBuilder description = new StringBuilder();
    for (Property property : shape.properties()) {
      description.append(property.kind()).append(property.name()).append(';');
    }
    this.fields = description.toString();
  }

  /** Returns the kinds and names of the fields, as the class table holds them. */
  String fields() {
    return fields;
  }

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    classes.mention(shape.type(), fields);
    if (shape.isRecord()) {
      regions.references().begin(object);
    }
    for (Property property : shape.properties()) {
      if (property.kind() == Property.OBJECT) {
        regions.write(kryo, output, property, object);
      } else {
        property.writePrimitive(output, object);
      }
    }
    if (shape.isRecord()) {
      regions.references().end();
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    Incoming[] incoming = incoming(classes.fieldsOf(shape.type()));
    if (shape.isRecord()) {
      @Nullable Object[] values = initialValues();
      for (Incoming field : incoming) {
        Object value = readValue(kryo, (BoundedInput) input, field);
        if (accepts(field, value)) {
          values[field.index()] = value;
        }
      }
      return shape.construct(values);
    }
    Object object = kryo.newInstance(shape.type());
    kryo.reference(object);
    for (Incoming field : incoming) {
      Object value = readValue(kryo, (BoundedInput) input, field);
      if (accepts(field, value)) {
        shape.properties()[field.index()].set(object, value);
      }
    }
    return object;
  }

  private @Nullable Object readValue(Kryo kryo, BoundedInput input, Incoming field) {
    if (field.kind() != Property.OBJECT) {
      return Primitives.read(field.kind(), input);
    }
    return regions.read(kryo, input, field.index() < 0 ? null : shape.properties()[field.index()]);
  }

  /** Returns whether there is such a field here and the value fits it; else the field keeps its default. */
  private boolean accepts(Incoming field, @Nullable Object value) {
    if (field.index() < 0) {
      return false;
    }
    Property property = shape.properties()[field.index()];
    if (property.kind() != Property.OBJECT) {
      return property.kind() == field.kind();
    }
    return value == null || property.type().isInstance(value);
  }

  private @Nullable Object[] initialValues() {
    Property[] properties = shape.properties();
    @Nullable Object[] values = new @Nullable Object[properties.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          properties[i].kind() == Property.OBJECT ? null : Primitives.zero(properties[i].kind());
    }
    return values;
  }

  private Incoming[] incoming(String description) {
    Incoming[] incoming = descriptions.get(description);
    if (incoming == null) {
      if (descriptions.size() == DESCRIPTIONS_KEPT) {
        descriptions.clear();
      }
      incoming = parse(description);
      descriptions.put(description, incoming);
    }
    return incoming;
  }

  private Incoming[] parse(String description) {
    if (description.isEmpty()) {
      return new Incoming[0];
    }
    String[] parts = description.split(";", -1);
    Incoming[] incoming = new Incoming[parts.length - 1];
    for (int i = 0; i < incoming.length; i++) {
      if (parts[i].isEmpty()) {
        throw new KryoException("damaged description of " + shape.type().getTypeName());
      }
      incoming[i] = new Incoming(parts[i].charAt(0), indexOf(parts[i].substring(1)));
    }
    return incoming;
  }

  private int indexOf(String name) {
    Property[] properties = shape.properties();
    for (int i = 0; i < properties.length; i++) {
      if (properties[i].name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
