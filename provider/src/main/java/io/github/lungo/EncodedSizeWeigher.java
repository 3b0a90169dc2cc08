// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** The mark behind {@link Weigher#encodedSize()}; an enum, so that it survives serialisation as itself. Immutable. */
enum EncodedSizeWeigher implements Weigher<Object, Object> {
  INSTANCE;

  @Override
  public int weigh(Object key, Object value) {
    throw new UnsupportedOperationException("only the cache knows the encoded size of an entry");
  }

  @Override
  public String toString() {
    return "encoded-size";
  }
}
