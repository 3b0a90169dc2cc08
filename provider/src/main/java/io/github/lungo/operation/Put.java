// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Stores a value: {@code put}, {@code getAndPut}, {@code putIfAbsent}, and what a load brought. Answers whether the value
 * was stored; a value that expires at its creation is not.
 *
 * @param stored the value in stored form
 * @param kind which method asks
 * @param timeToLive nanoseconds to live in place of the expiry policy's answer, or {@link #BY_POLICY}
 */
public record Put<K, V>(Object stored, Kind kind, long timeToLive)
    implements EntryOperation<K, V, Boolean> {

  /** The expiry policy decides. */
  public static final long BY_POLICY = -1;

  /** The methods that store a value, and how they differ. */
  public enum Kind {
    /** {@code put} and {@code putAll}. */
    PUT(false, true, false),
    /** {@code getAndPut}, which counts as a get too. */
    GET_AND_PUT(false, true, true),
    /** {@code putIfAbsent}, which counts as a get too. */
    IF_ABSENT(true, true, true),
    /** A load that replaces what is there: not written through, not counted. */
    LOADED(false, false, false),
    /** A load of a missing entry: not written through, not counted. */
    LOADED_IF_ABSENT(true, false, false),
    /** A load that was not asked for: what it brings lives like a new entry. */
    REFRESHED(false, false, false);

    private final boolean onlyIfAbsent;
    private final boolean fromUser;
    private final boolean countsAsGet;

    Kind(boolean onlyIfAbsent, boolean fromUser, boolean countsAsGet) {
      this.onlyIfAbsent = onlyIfAbsent;
      this.fromUser = fromUser;
      this.countsAsGet = countsAsGet;
    }
  }

  /** Returns an operation whose value lives as long as the expiry policy says. */
  public static <K, V> Put<K, V> of(Object stored, Kind kind) {
    return new Put<>(stored, kind, BY_POLICY);
  }

  @Override
  public Outcome<Boolean> apply(@Nullable CachedValue before, OperationContext<K, V> context) {
    return before == null ? create(context) : update(before, context);
  }

  private Outcome<Boolean> create(OperationContext<K, V> context) {
    long now = now(null, context);
    long deadline = timeToLive == BY_POLICY
        ? context.expiry().afterCreation(now)
        : Deadline.after(now, timeToLive);
    SourceWrite write = kind.fromUser ? SourceWrite.of(stored) : SourceWrite.NONE;
    if (deadline <= now) {
      return new Outcome<>(
          Change.NONE, null, null, write, kind.fromUser, counts(false, false), false);
    }
    CachedValue after = entry(deadline, context);
    return new Outcome<>(
        Change.CREATED, null, after, write, kind.fromUser, counts(false, true), true);
  }

  private Outcome<Boolean> update(CachedValue before, OperationContext<K, V> context) {
    if (kind.onlyIfAbsent) {
      return Outcome.unchanged(before, counts(true, false), false);
    }
    long now = now(before, context);
    long deadline =
        timeToLive == BY_POLICY ? granted(now, before, context) : Deadline.after(now, timeToLive);
    SourceWrite write = kind.fromUser ? SourceWrite.of(stored) : SourceWrite.NONE;
    Change change = deadline <= now ? Change.UPDATED_TO_EXPIRE : Change.UPDATED;
    CachedValue after = entry(deadline, context);
    return new Outcome<>(change, before, after, write, kind.fromUser, counts(true, true), true);
  }

  private CachedValue entry(long deadline, OperationContext<K, V> context) {
    return kind.fromUser ? context.entry(stored, deadline) : context.loadedEntry(stored, deadline);
  }

  private long now(@Nullable CachedValue before, OperationContext<K, V> context) {
    return timeToLive == BY_POLICY ? context.nowIfItMatters(before) : context.now();
  }

  private long granted(long now, CachedValue before, OperationContext<K, V> context) {
    return kind == Kind.REFRESHED
        ? context.expiry().afterCreation(now)
        : context.expiry().afterUpdate(now, before.deadline());
  }

  private Counts counts(boolean wasPresent, boolean isStored) {
    if (!kind.fromUser) {
      return Counts.NOTHING;
    }
    if (kind.countsAsGet) {
      return Counts.of(wasPresent, isStored, false);
    }
    return isStored ? Counts.PUT : Counts.NOTHING;
  }
}
