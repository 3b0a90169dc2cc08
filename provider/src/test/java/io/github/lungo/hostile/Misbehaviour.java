// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.cache.configuration.MutableConfiguration;

/** How a callback fails its duty. */
@SuppressWarnings("ImmutableEnumChecker") // the deeds have no state
enum Misbehaviour {
  THROWS_EXCEPTION("throws a `RuntimeException`", (trap, duty) -> {
    throw trap.thrown(new UserException("user"));
  }),
  THROWS_CHECKED("throws a checked exception", (trap, duty) -> {
    throw trap.thrown(new IOException("user"));
  }),
  THROWS_UNPRINTABLE("throws, where neither key nor exception can be printed", (trap, duty) -> {
    trap.unprint();
    throw trap.thrown(new UnprintableException());
  }),
  THROWS_ERROR("throws an `Error`", (trap, duty) -> {
    throw trap.thrown(new AssertionError("user"));
  }),
  OVERFLOWS("overflows the stack", (trap, duty) -> overflow(trap, 0)),
  THROWS_AT_THE_SECOND_CALL("throws in the middle of the call", 2, (trap, duty) -> {
    throw trap.thrown(new UserException("user"));
  }),
  RETURNS_NULL("returns `null`", (trap, duty) -> null),
  RETURNS_WRONG_TYPE("returns a wrong type", (trap, duty) -> new Stranger()),
  SETS_WRONG_TYPE("sets a value of a wrong type", (trap, duty) -> new Stranger()),
  SETS_NULL("sets the value `null`", (trap, duty) -> null),
  IS_NEGATIVE("is negative", (trap, duty) -> -1),
  IS_NEVER_TRUE("is never true", (trap, duty) -> false),
  CHANGES("changes in the middle of the call", 2, (trap, duty) -> (int) duty.get() + 1),
  RETURNS_TOO_FEW("leaves a key out", (trap, duty) -> {
    Map<Object, Object> loaded = copyOf(duty);
    loaded.remove(trap.key());
    return loaded;
  }),
  RETURNS_TOO_MANY("adds keys that nobody asked for", (trap, duty) -> {
    Map<Object, Object> loaded = copyOf(duty);
    loaded.put(trap.key("stray"), trap.value("stray"));
    loaded.put(new Stranger(), trap.value("stray"));
    loaded.put(null, trap.value("stray"));
    return loaded;
  }),
  RETURNS_NULL_VALUES("has `null` for its key", (trap, duty) -> {
    Map<Object, Object> loaded = copyOf(duty);
    loaded.put(trap.key(), null);
    return loaded;
  }),
  RETURNS_WRONG_VALUES("has a wrong type for its key", (trap, duty) -> {
    Map<Object, Object> loaded = copyOf(duty);
    loaded.put(trap.key(), new Stranger());
    return loaded;
  }),
  FAILS_HALFWAY("throws when half is written", (trap, duty) -> {
    trap.batch().remove(0);
    throw trap.thrown(new UserException("user"));
  }),
  ERRS_HALFWAY("throws an `Error` when half is written", (trap, duty) -> {
    trap.batch().remove(0);
    throw trap.thrown(new AssertionError("user"));
  }),
  SPOILS_THE_BATCH("fills its collection with `null` and strangers, and throws", (trap, duty) -> {
    trap.batch().addAll(Arrays.asList(null, new Stranger()));
    throw trap.thrown(new UserException("user"));
  }),
  HANGS("hangs", (trap, duty) -> {
    trap.hold();
    return duty.get();
  }),
  HANGS_FOR_ANOTHER("hangs for another caller", (trap, duty) -> {
    trap.hold();
    return duty.get();
  }),
  HANGS_TOO_LONG("hangs for another caller, beyond `listenerTimeout`", (trap, duty) -> {
    trap.hold();
    return duty.get();
  }),
  GETS_ITS_KEY("gets its key from the cache", 1, 1, (trap, duty) -> {
    trap.cache().get(trap.key());
    return duty.get();
  }),
  PUTS_ITS_KEY("puts its key into the cache", 1, 1, (trap, duty) -> {
    trap.cache().put(trap.key(), trap.value("nested"));
    return duty.get();
  }),
  PUTS_ANOTHER_KEY("puts and gets another key", 1, 1, (trap, duty) -> {
    trap.cache().put(trap.key("another"), trap.value("nested"));
    trap.cache().get(trap.key("another"));
    return duty.get();
  }),
  CLEARS("clears the cache", 1, 1, (trap, duty) -> {
    trap.cache().clear();
    return duty.get();
  }),
  CLOSES("closes the cache", 1, 1, (trap, duty) -> {
    trap.cache().close();
    return duty.get();
  }),
  DESTROYS("destroys the cache", 1, 1, (trap, duty) -> {
    trap.manager().destroyCache(World.NAME);
    return duty.get();
  }),
  ASKS_FOR_ITS_CACHE("asks the manager for the cache", 1, 1, (trap, duty) -> {
    trap.manager().getCache(World.NAME);
    trap.manager().getCacheNames().forEach(name -> {});
    return duty.get();
  }),
  CREATES_ITS_CACHE("creates a cache of the same name", 1, 1, (trap, duty) -> {
    trap.manager().createCache(World.NAME, new MutableConfiguration<>());
    return duty.get();
  }),
  CREATES_ANOTHER_CACHE("creates, uses and destroys another cache", 1, 1, (trap, duty) -> {
    trap.manager().createCache("another", new MutableConfiguration<>()).put("k", "v");
    trap.manager().destroyCache("another");
    return duty.get();
  });

  private final String text;
  private final int from;
  private final int until;
  private final Deed deed;

  /** What is done in place of the duty; may throw what it likes. */
  interface Deed {
    Object instead(Trap trap, Supplier<?> duty) throws Throwable;
  }

  Misbehaviour(String text, Deed deed) {
    this(text, 1, deed);
  }

  Misbehaviour(String text, int from, Deed deed) {
    this(text, from, Integer.MAX_VALUE, deed);
  }

  Misbehaviour(String text, int from, int until, Deed deed) {
    this.text = text;
    this.from = from;
    this.until = until;
    this.deed = deed;
  }

  String text() {
    return text;
  }

  /** Returns whether the callback misbehaves when it is called for the given time. */
  boolean happensAt(int call) {
    return call >= from && call <= until;
  }

  /** Returns whether the callback goes on only when the trap is disarmed. */
  boolean hangs() {
    return this == HANGS || hangsForAnother();
  }

  /** Returns whether the call of the case is not the one that the callback is called by, but comes while it hangs. */
  boolean hangsForAnother() {
    return this == HANGS_FOR_ANOTHER || this == HANGS_TOO_LONG;
  }

  Object instead(Trap trap, Supplier<?> duty) throws Throwable {
    return deed.instead(trap, duty);
  }

  @SuppressWarnings("unchecked") // what a bulk loader does is return a map
  private static Map<Object, Object> copyOf(Supplier<?> duty) {
    return new HashMap<>((Map<Object, Object>) duty.get());
  }

  @SuppressWarnings("InfiniteRecursion") // that is the deed
  private static int overflow(Trap trap, int depth) throws Throwable {
    try {
      return Math.max(depth, overflow(trap, depth + 1));
    } catch (StackOverflowError overflow) {
      throw depth == 0 ? trap.thrown(overflow) : overflow;
    }
  }

  /** What no cache of the cases takes. */
  record Stranger() {}

  /** Not to be taken for an exception of anybody else. */
  static class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserException(String message) {
      super(message);
    }
  }

  /** Cannot even be put into a message. */
  static final class UnprintableException extends UserException {
    private static final long serialVersionUID = 1L;

    UnprintableException() {
      super("unprintable");
    }

    @Override
    public String getMessage() {
      throw new UserException("getMessage");
    }

    @Override
    public String toString() {
      throw new UserException("toString");
    }
  }
}
