// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A random history of a real map whose calls happen at one moment each, and so linearizable; the seed decides. Confined to
 * one thread.
 */
final class RandomHistory {
  private static final List<Kind> ALL =
      Arrays.stream(Kind.values()).filter(kind -> kind != Kind.LOADER_RUN).toList();

  private final Random random;
  private final MapModel model = new MapModel();
  private final List<Operation> operations = new ArrayList<>();
  private final List<Long> values = new ArrayList<>();
  private List<Kind> kinds = ALL;
  private int readPercent;
  private int undecidedPercent;
  private long distinctValues = Long.MAX_VALUE;

  RandomHistory(long seed) {
    this.random = new Random(seed);
  }

  /** Sets which calls there are; all, unless this is called. */
  RandomHistory kinds(Kind... some) {
    kinds = List.of(some);
    return this;
  }

  /** Sets how many of a hundred calls are gets, in addition to those that come by chance. */
  RandomHistory reads(int percent) {
    readPercent = percent;
    return this;
  }

  /** Sets how many of a hundred calls have no known outcome. */
  RandomHistory undecided(int percent) {
    undecidedPercent = percent;
    return this;
  }

  /** Sets how many different values are put; each is put once, unless this is called. */
  RandomHistory values(int count) {
    distinctValues = count;
    return this;
  }

  /** Returns a history of the key {@link Histories#KEY}. */
  History of(int clients, int count) {
    List<Moment> moments = new ArrayList<>();
    long[] free = new long[clients];
    for (int i = 0; i < count; i++) {
      int client = i % clients;
      long invoked = free[client] + random.nextInt(20);
      long effect = invoked + random.nextInt(60);
      long returned = effect + random.nextInt(60);
      free[client] = returned + 1;
      moments.add(moment("c" + client, invoked, effect, returned));
    }
    moments.sort(Comparator.comparingLong(Moment::effect));
    moments.forEach(this::happen);
    return new History(operations);
  }

  private Moment moment(String client, long invoked, long effect, long returned) {
    boolean isUndecided = random.nextInt(100) < undecidedPercent;
    if (!isUndecided) {
      return new Moment(client, new Interval(invoked, returned), effect, false);
    }
    long late = invoked + (random.nextInt(3) == 0 ? random.nextInt(2_000) : random.nextInt(100));
    return new Moment(
        client,
        new Interval(invoked, random.nextBoolean() ? returned : Interval.NEVER),
        random.nextInt(3) == 0 ? Interval.NEVER : late,
        true);
  }

  private void happen(Moment moment) {
    Call call = nextCall();
    boolean never = moment.effect == Interval.NEVER;
    Long loaded = null;
    if (call.kind() == Kind.LOAD && model.value() == null && !never && random.nextInt(4) > 0) {
      loaded = nextValue();
      Interval run = new Interval(moment.interval.invoked(), moment.effect);
      add("loader", Call.of(Kind.LOADER_RUN), run, Answer.of((long) loaded));
    }
    Answer answer = never ? Answer.UNDECIDED : model.call(call, loaded);
    add(moment.client, call, moment.interval, moment.isUndecided ? Answer.UNDECIDED : answer);
  }

  private void add(String client, Call call, Interval interval, Answer answer) {
    operations.add(new Operation(new Client("n", client), Histories.KEY, call, interval, answer));
  }

  private Call nextCall() {
    Kind kind =
        random.nextInt(100) < readPercent ? Kind.GET : kinds.get(random.nextInt(kinds.size()));
    return switch (kind) {
      case REPLACE_EXACT -> Call.of(kind, expected(), nextValue());
      case REMOVE_EXACT -> Call.of(kind, expected());
      case ADD -> Call.of(kind, 1);
      default -> kind.arguments() == 0 ? Call.of(kind) : Call.of(kind, nextValue());
    };
  }

  private long nextValue() {
    long value = 1_000L * (1 + values.size() % distinctValues);
    values.add(value);
    return value;
  }

  private long expected() {
    Long value = model.value();
    if (value != null && random.nextBoolean()) {
      return value;
    }
    return values.isEmpty() ? 1 : values.get(random.nextInt(values.size()));
  }

  /** When a call is made, happens and is answered. */
  private record Moment(String client, Interval interval, long effect, boolean isUndecided) {}
}
