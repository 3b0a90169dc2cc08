// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The forms of objects that are hashed by their parts, as their equality is by contract. */
enum CompositeForm implements KeyForm {
  LIST(List.class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      long hash = 1;
      int index = 0;
      for (Object part : (List<?>) whole) {
        hash = HashBits.combine(hash, walk.part(part, this, whole, index++));
      }
      return hash;
    }
  },
  SET(Set.class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      long sum = 2;
      int index = 0;
      for (Object part : (Set<?>) whole) {
        sum += walk.part(part, this, whole, index++);
      }
      return HashBits.mix(sum);
    }
  },
  MAP(Map.class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      long sum = 3;
      int index = 0;
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) whole).entrySet()) {
        long key = walk.part(entry.getKey(), this, whole, index);
        sum += HashBits.combine(key, walk.part(entry.getValue(), this, whole, index++));
      }
      return HashBits.mix(sum);
    }
  },
  ENTRY(Map.Entry.class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) whole;
      long key = walk.part(entry.getKey(), this, whole, 0);
      return HashBits.combine(key, walk.part(entry.getValue(), this, whole, 1));
    }
  },
  OPTIONAL(Optional.class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      Object part = ((Optional<?>) whole).orElse(null);
      return HashBits.combine(5, walk.part(part, this, whole, 0));
    }
  },
  RECORD(Record.class) {
    @Override
    public boolean fits(Class<?> candidate) {
      return super.fits(candidate) && !RecordFields.hashThemselves(candidate);
    }

    @Override
    public long hash(Object whole, PartsWalk walk) {
      long hash = 6;
      MethodHandle[] getters = RecordFields.gettersOf(whole.getClass());
      for (int index = 0; index < getters.length; index++) {
        Object part = RecordFields.get(getters[index], whole);
        hash = HashBits.combine(hash, walk.part(part, this, whole, index));
      }
      return hash;
    }

    @Override
    String step(Object whole, int index) {
      return "." + whole.getClass().getRecordComponents()[index].getName();
    }
  },
  ARRAY(Object[].class) {
    @Override
    public long hash(Object whole, PartsWalk walk) {
      long hash = 7;
      int index = 0;
      for (Object part : (Object[]) whole) {
        hash = HashBits.combine(hash, walk.part(part, this, whole, index++));
      }
      return hash;
    }
  };

  private final Class<?> type;

  CompositeForm(Class<?> type) {
    this.type = type;
  }

  @Override
  public boolean fits(Class<?> candidate) {
    return type.isAssignableFrom(candidate);
  }

  /** Returns what leads from the whole to a part, for messages. */
  String step(Object whole, int index) {
    return "[" + index + "]";
  }
}
