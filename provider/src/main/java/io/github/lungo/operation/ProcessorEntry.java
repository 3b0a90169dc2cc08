// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import java.util.Objects;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entry that an entry processor sees. Collects what the processor does and answers its net effect. Confined to the
 * processor's thread, and dead once the processor returned.
 */
final class ProcessorEntry<K, V> implements MutableEntry<K, V> {
  private final @Nullable CachedValue before;
  private final OperationContext<K, V> context;
  private @Nullable V value;
  private @Nullable Object loaded;
  private State state = State.UNTOUCHED;
  private boolean isRetired;

  /** What the processor did last that matters for the net effect. */
  private enum State {
    UNTOUCHED,
    READ,
    LOADED,
    SET,
    REMOVED,
    SET_THEN_REMOVED
  }

  ProcessorEntry(@Nullable CachedValue before, OperationContext<K, V> context) {
    this.before = before;
    this.context = context;
  }

  @Override
  public K getKey() {
    requireAlive();
    return context.key();
  }

  @Override
  public boolean exists() {
    requireAlive();
    return switch (state) {
      case LOADED, SET -> true;
      case REMOVED, SET_THEN_REMOVED -> false;
      case UNTOUCHED, READ -> before != null;
    };
  }

  @Override
  public @Nullable V getValue() {
    requireAlive();
    if (state == State.UNTOUCHED) {
      read();
    }
    return value;
  }

  private void read() {
    if (before != null) {
      value = context.valueOf(before.stored());
      state = State.READ;
      return;
    }
    loaded = context.load();
    if (loaded != null) {
      value = context.valueOf(loaded);
      state = State.LOADED;
    }
  }

  @Override
  public void setValue(V newValue) {
    requireAlive();
    value = Objects.requireNonNull(newValue, "value is null");
    state = State.SET;
  }

  @Override
  public void remove() {
    requireAlive();
    value = null;
    boolean undoesCreation =
        before == null && (state == State.SET || state == State.SET_THEN_REMOVED);
    state = undoesCreation ? State.SET_THEN_REMOVED : State.REMOVED;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("a mutable entry cannot be unwrapped as " + type.getName());
  }

  /** Ends the entry's life; a processor that kept it gets an exception from then on. */
  void retire() {
    isRetired = true;
  }

  /** Returns the net effect of all that the processor did. */
  <T extends @Nullable Object> Outcome<T> outcome(T result) {
    return switch (state) {
      case UNTOUCHED, SET_THEN_REMOVED -> Outcome.unchanged(before, presence(), result);
      case READ -> accessed(result);
      case LOADED -> stored(Objects.requireNonNull(loaded), SourceWrite.NONE, result);
      case SET -> {
        Object form = context.storedFormOf(Objects.requireNonNull(value));
        yield stored(form, SourceWrite.of(form), result);
      }
      case REMOVED -> removed(result);
    };
  }

  private <T extends @Nullable Object> Outcome<T> accessed(T result) {
    Access.touch(Objects.requireNonNull(before), context);
    return Outcome.unchanged(before, presence(), result);
  }

  private <T extends @Nullable Object> Outcome<T> removed(T result) {
    Change change = before == null ? Change.NONE : Change.REMOVED;
    Counts counts = Counts.of(before != null, false, before != null);
    return new Outcome<>(change, before, null, SourceWrite.DELETE, true, counts, result);
  }

  private <T extends @Nullable Object> Outcome<T> stored(Object form, SourceWrite write, T result) {
    Put.Kind kind = write.kind() == SourceWrite.Kind.NONE ? Put.Kind.LOADED : Put.Kind.PUT;
    Outcome<Boolean> put = Put.<K, V>of(form, kind).apply(before, context);
    boolean isCounted = kind == Put.Kind.PUT && put.result();
    return new Outcome<>(
        put.change(),
        before,
        put.after(),
        write,
        true,
        Counts.of(before != null, isCounted, false),
        result);
  }

  private Counts presence() {
    return before == null ? Counts.MISS : Counts.HIT;
  }

  private void requireAlive() {
    if (isRetired) {
      throw new IllegalStateException(
          "the entry of key " + context.key() + " was used after its processor returned");
    }
  }
}
