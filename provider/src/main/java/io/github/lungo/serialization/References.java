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
 */
final class References extends MapReferenceResolver {

  /** Stands for an object in a field that this reader does not know. */
  private static final Object SKIPPED = new Object();

  private final List<Object> unfinished = new ArrayList<>();

  int written() {
    return writtenObjects.size;
  }

  int read() {
    return readObjects.size();
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
    if (id >= 0) {
      for (Object parent : unfinished) {
        if (parent == object) {
          throw new KryoException("a cycle leads back to a " + object.getClass().getTypeName()
              + ", which can only be made once its parts are known");
        }
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
    super.reset();
    unfinished.clear();
  }
}
