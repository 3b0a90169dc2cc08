// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Reads that began after a write was acknowledged, and answered with a value whose own write had ended before that write was
 * called: a definitely older one. Which node answered makes no difference, and a miss is never wrong. Writes that overlap, or
 * are undecided, are in no order. A value that a loader answered with again, in a run that began after the write was called,
 * is none of the cache's fault. Values are to be unique per key. Stateless.
 */
public final class LateReads {
  private LateReads() {}

  /** Finds for each key the first value that is older than one that was written. */
  public static List<Violation> ofOlderValues(History history) {
    return find(
        history,
        LateReads::isWriteOfValue,
        "an older value is read after a write was acknowledged");
  }

  /** Finds for each key the first value that came back after a call had removed it, or had found nothing to remove. */
  public static List<Violation> ofRemovedValues(History history) {
    return find(
        history, LateReads::isRemoval, "a value is read after its removal was acknowledged");
  }

  private static boolean isWriteOfValue(Operation operation) {
    return operation.isAcknowledgedWrite()
        && operation.written().orElse(Answer.ABSENT) != Answer.ABSENT;
  }

  private static boolean isRemoval(Operation operation) {
    return operation.isDemanding()
        && switch (operation.call().kind()) {
          case REMOVE, GET_AND_REMOVE, CLEAR -> true;
          case REMOVE_EXACT -> operation.answer().equals(Answer.of(true));
          default -> false;
        };
  }

  private static List<Violation> find(History history, Predicate<Operation> isFence, String claim) {
    List<Violation> found = new ArrayList<>();
    for (String key : history.keys()) {
      History one = history.of(key);
      List<Operation> late = firstOf(one, isFence);
      if (!late.isEmpty()) {
        found.add(new Violation(key, claim, late));
      }
    }
    return found;
  }

  /** Returns the older write, the fence and the read; none if there is no such read. */
  private static List<Operation> firstOf(History one, Predicate<Operation> isFence) {
    ValueOrigins origins = new ValueOrigins(one);
    List<Operation> fences =
        sortedByEnd(one.operations().stream().filter(isFence).toList());
    Operation latest = null;
    int ended = 0;
    for (Operation read : one.operations()) {
      while (ended < fences.size() && fences.get(ended).interval().precedes(read.interval())) {
        Operation fence = fences.get(ended++);
        // The one that was called last: it is later than the most.
        latest =
            latest == null || latest.interval().invoked() < fence.interval().invoked()
                ? fence
                : latest;
      }
      OptionalLong value = read.found();
      if (latest != null && value.isPresent()) {
        Operation write = origins.writeBefore(latest, value.getAsLong());
        if (write != null) {
          return List.of(write, latest, read);
        }
      }
    }
    return List.of();
  }

  private static List<Operation> sortedByEnd(Collection<Operation> operations) {
    return operations.stream()
        .sorted(Comparator.comparingLong(operation -> operation.interval().returned()))
        .toList();
  }
}
