// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the objects of a graph, so that shared objects stay shared. Refuses what Kryo would silently turn into null:
 * cycles through objects that can only be made once their parts are known, and parts of skipped fields. Confined to one
 * thread.
 *
 * <p>In the evolving encoding, plain values such as strings are written again rather than referred to: two fields often
 * share a constant by chance, and a reader that skips the first must still find it in the second.
 */
final class References extends MapReferenceResolver {

  /** Stands for an object in a field that this reader does not know. */
  private static final Object SKIPPED = new Object();

  private static final int SIZE_KEPT = 1024;

  /** To take one object out of the table costs as much as to clear so many places of it. */
  private static final int PLACES_PER_REMOVAL = 16;

  private final boolean repeatsValues;
  private final List<Object> unfinished = new ArrayList<>();
  private final List<Object> written = new ArrayList<>();
  private int mostWritten;

  References(Encoding encoding) {
    super(SIZE_KEPT);
    this.repeatsValues = encoding == Encoding.EVOLVING;
  }

  /** Returns how many objects are numbered so far. */
  int written() {
    return written.size();
  }

  @Override
  public int addWrittenObject(Object object) {
    int id = written.size();
    writtenObjects.put(object, id);
    written.add(object);
    return id;
  }

  /** Begins an object that its reader makes after its parts, such as a record. */
  void begin(Object object) {
    unfinished.add(object);
  }

  /** Ends the object begun last. */
  void end() {
    unfinished.remove(unfinished.size() - 1);
  }

  /** Numbers objects that were passed over. */
  void skip(int count) {
    for (int i = 0; i < count; i++) {
      readObjects.add(SKIPPED);
    }
  }

  @Override
  public int getWrittenId(Object object) {
    int id = super.getWrittenId(object);
    if (id < 0 || (repeatsValues && Immutability.isPlain(object))) {
      return -1;
    }
    for (Object parent : unfinished) {
      if (parent == object) {
        throw new KryoException("a cycle leads back to a " + object.getClass().getTypeName()
            + ", which can only be made once its parts are known");
      }
    }
    return id;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Object getReadObject(Class type, int id) {
    if (id < 0 || id >= readObjects.size()) {
      throw new KryoException("reference to object " + id + " of " + readObjects.size());
    }
    Object object = super.getReadObject(type, id);
    if (object == null) {
      throw new KryoException("reference to an object that is still being read");
    }
    if (object == SKIPPED) {
      throw new KryoException("reference to an object in a field that this version does not know");
    }
    return object;
  }

  @Override
  public void reset() {
    forgetWritten();
    unfinished.clear();
    super.reset();
  }

  /** After one large graph, clearing its table for each small one would be dearer than the small one. */
  private void forgetWritten() {
    mostWritten = Math.min(Math.max(mostWritten, written.size()), SIZE_KEPT);
    if (written.size() * PLACES_PER_REMOVAL < mostWritten) {
      for (Object object : written) {
        writtenObjects.remove(object, -1);
      }
    }
    written.clear();
  }
}
