// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** One Kryo with its buffers, and all it has learnt about classes. Confined to one thread at a time. */
final class Coder {

  /** Above this size of an object, a coder would keep more memory than it is worth. */
  static final int LARGEST_KEPT = 64 << 10;

  private static final int FIRST_BUFFER = 512;

  private final ClassTable classes;
  private final GraphKryo kryo;
  private final Output head;
  private final Output body;
  private final BoundedInput input = new BoundedInput();
  private int largest;

  Coder(ClassLoader loader, TypeFilter filter, Encoding encoding, CodecLimits limits) {
    UnsafeAccess.avoid();
    References references = new References(encoding);
    JdkSerializer jdk = new JdkSerializer(loader, filter, limits);
    TypeRules rules = new TypeRules(loader, filter, encoding, references, jdk);
    this.classes = new ClassTable(rules);
    this.kryo = new GraphKryo(classes, references, limits.maximumDepth());
    new FixedTypes(kryo).addAll(rules, references, jdk);
    int first = Math.min(FIRST_BUFFER, limits.maximumSize());
    this.head = new Output(first, limits.maximumSize());
    this.body = new Output(first, limits.maximumSize());
  }

  byte[] encode(Object value) {
    kryo.writeClassAndObject(body, value);
    classes.writeTo(head);
    int size = head.position() + body.position();
    if (size > body.getMaxCapacity()) {
      throw new KryoException(size + " bytes, " + body.getMaxCapacity() + " allowed");
    }
    byte[] bytes = new byte[size];
    System.arraycopy(head.getBuffer(), 0, bytes, 0, head.position());
    System.arraycopy(body.getBuffer(), 0, bytes, head.position(), body.position());
    head.reset();
    body.reset();
    kryo.reset();
    largest = Math.max(largest, size);
    return bytes;
  }

  Object decode(byte[] bytes) {
    input.setBuffer(bytes);
    classes.readFrom(input);
    Object value = kryo.readClassAndObject(input);
    if (value == null) {
      throw new KryoException("the bytes hold null");
    }
    if (input.remaining() > 0) {
      throw new KryoException(input.remaining() + " bytes are left over");
    }
    input.clear();
    kryo.reset();
    largest = Math.max(largest, bytes.length);
    return value;
  }

  /** Returns whether this coder is small enough to be used again. */
  boolean isWorthKeeping() {
    return largest <= LARGEST_KEPT;
  }
}
