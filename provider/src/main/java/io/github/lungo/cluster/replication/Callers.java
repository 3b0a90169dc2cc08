// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Item;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.UnansweredException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Brings the calls of this member to the primaries of their keys, wherever those are. Thread-safe. */
final class Callers<K, V> {
  private final PrimaryChannel<K, V> asking;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final Forms<K, V> forms;
  private final CallerForm<K, V> answers;
  private final Batches<K, V> batches;
  private final BulkLoads<K, V> bulk;
  private final RemoteBatches<K, V> remote;
  private final LentLoads<K, V> lent;
  private final Retries retries;
  private final Reads<K> reads;
  private final HotCopies<K> copies;
  private final CallNumbers numbers;

  Callers(
      PrimaryChannel<K, V> asking,
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      Forms<K, V> forms,
      Batches<K, V> batches,
      BulkLoads<K, V> bulk,
      RemoteBatches<K, V> remote,
      LentLoads<K, V> lent,
      CallerForm<K, V> answers,
      Retries retries,
      Reads<K> reads,
      HotCopies<K> copies,
      CallNumbers numbers) {
    this.asking = asking;
    this.seats = seats;
    this.primaries = primaries;
    this.forms = forms;
    this.batches = batches;
    this.bulk = bulk;
    this.remote = remote;
    this.lent = lent;
    this.answers = answers;
    this.retries = retries;
    this.reads = reads;
    this.copies = copies;
    this.numbers = numbers;
  }

  /** Executes an operation; completing the result ends the wait for it, not the operation. */
  CompletableFuture<Told> operate(K key, EntryOperation<K, V, ?> operation, Executor runner) {
    forms.requireSendable(key, operation);
    int segment = seats.segmentOf(key);
    OperationId id = numbers.next();
    CompletableFuture<Told> result = new CompletableFuture<>();
    var unused = result.whenComplete((told, failure) -> numbers.decided(id));
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (asking.isSelf(primary)) {
        return primaries.operate(topology.name(), id, key, operation, runner);
      }
      FrameWriter writer = asking.head(RequestKind.OPERATE, topology);
      UpdateForm.writeId(writer, id);
      forms.writeOperation(writer, key, operation);
      return asking.ask(primary, writer, answers::readTold);
    });
    return result;
  }

  /** Reads a key without asking anybody, if that is possible. */
  Found readHere(K key) {
    Found copy = copies.read(key); // first, as that needs no segment
    return copy.isCertain() ? copy : reads.read(seats.seatOf(key), key);
  }

  /**
   * Returns what there is of a key.
   *
   * @param isAccess whether that may prolong the entry's life
   */
  CompletableFuture<Found> read(K key, boolean isAccess) {
    Found found = readHere(key);
    if (found.isCertain()) {
      return CompletableFuture.completedFuture(found);
    }
    Seat<K, V> seat = seats.seatOf(key);
    int segment = seat.segment().number();
    CompletableFuture<Found> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      CompletableFuture<Shown> answer = asking.isSelf(primary)
          ? primaries.read(topology.name(), key, isAccess, null)
          : ask(topology, primary, segment, key, isAccess);
      return answer.thenApply(shown -> {
        seat.mailbox().execute(() -> seat.segment().settle(key, shown.version()));
        return new Found(true, shown.entry());
      });
    });
    return result;
  }

  private CompletableFuture<Shown> ask(
      Topology topology, NodeId primary, int segment, K key, boolean isAccess) {
    @Nullable Fill<K> fill = copies.begin(key, segment, topology);
    FrameWriter request =
        asking.keyed(RequestKind.READ, topology, key).writeFlag(isAccess).writeFlag(fill != null);
    return asking
        .ask(primary, request, answers::readShown)
        .whenComplete((shown, failure) -> copies.end(fill, shown));
  }

  /** Reads a key, and loads it if it is missing; fails with {@link UnansweredException} if the primary gives no sign. */
  CompletableFuture<Loaded> load(K key) {
    int segment = seats.segmentOf(key);
    CompletableFuture<Loaded> result = new CompletableFuture<>();
    retries.askForSign(
        result,
        (topology, silence) -> silence.during(patience -> {
          NodeId primary = topology.primaryOf(segment);
          return asking.isSelf(primary)
              ? primaries.load(topology.name(), key, asking.self())
              : asking.ask(
                  primary,
                  asking.keyed(RequestKind.LOAD, topology, key),
                  answers::readLoaded,
                  patience);
        }));
    return result;
  }

  /** Returns what there is of a key, or lets this member load it; fails as {@link #load} does. */
  CompletableFuture<Lent> lend(K key, LoadManner manner, boolean isPatient) {
    int segment = seats.segmentOf(key);
    CompletableFuture<Lent> result = new CompletableFuture<>();
    retries.askForSign(
        result,
        (topology, silence) -> silence.during(patience -> {
          NodeId primary = topology.primaryOf(segment);
          CompletableFuture<Lent> answer = asking.isSelf(primary)
              ? lent.lend(topology.name(), key, asking.self(), manner, isPatient)
              : asking.ask(
                  primary,
                  lendRequest(topology, key, manner, isPatient),
                  answers::readLent,
                  patience);
          return answer.thenApply(granted -> {
            boolean isTooLate = !result.complete(granted);
            if (isTooLate && granted.isGranted()) { // nobody here loads it any more
              giveBack(key, granted.number());
            }
            return granted;
          });
        }));
    return result;
  }

  private FrameWriter lendRequest(Topology topology, K key, LoadManner manner, boolean isPatient) {
    FrameWriter request = asking.keyed(RequestKind.LEND, topology, key);
    manner.write(request);
    return request.writeFlag(isPatient);
  }

  /** Gives back a load that nobody here makes. */
  void giveBack(K key, long number) {
    int segment = seats.segmentOf(key);
    retries.ask(new CompletableFuture<Loaded>(), topology -> {
      NodeId primary = topology.primaryOf(segment);
      return asking.isSelf(primary)
          ? lent.giveBack(topology.name(), key, number)
          : asking.ask(
              primary,
              asking.keyed(RequestKind.GIVE_BACK, topology, key).writeNumber(number),
              answers::readLoaded);
    });
  }

  /** Has what this member has loaded stored, unless the key was written meanwhile; see {@link LentLoads#bring}. */
  CompletableFuture<Loaded> bring(
      K key, long number, @Nullable Object value, @Nullable Throwable failure) {
    int segment = seats.segmentOf(key);
    CompletableFuture<Loaded> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (asking.isSelf(primary)) {
        return lent.bring(topology.name(), key, number, value, failure);
      }
      FrameWriter writer = asking.keyed(RequestKind.BRING, topology, key).writeNumber(number);
      writer.writeFlag(value != null);
      if (value != null) {
        forms.writeStored(writer, value);
      }
      writer.writeFlag(failure != null);
      if (failure != null) {
        forms.writeFailure(writer, failure);
      }
      return asking.ask(primary, writer, answers::readLoaded);
    });
    return result;
  }

  /** Executes many operations; completing the result ends the wait for them. */
  CompletableFuture<Batched> operateAll(
      Map<K, ? extends EntryOperation<K, V, ?>> operations, Executor runner) {
    operations.forEach(forms::requireSendable);
    List<Item<K, V>> items = new ArrayList<>(operations.size());
    operations.forEach((key, operation) -> items.add(new Item<>(numbers.next(), key, operation)));
    CompletableFuture<Batched> result = new CompletableFuture<>();
    var unused = result.whenComplete(
        (batched, failure) -> items.forEach(item -> numbers.decided(item.id())));
    new BatchCall<K, V>(
            retries,
            seats::segmentOf,
            (topology, primary, those) -> {
              if (asking.isSelf(primary)) {
                return batches.operate(topology.name(), those, runner);
              }
              return remote.operate(topology, primary, those);
            },
            items)
        .begin(result);
    return result;
  }

  /** Reads keys, and loads those that are missing, or all, as the manner has it; leaves out what nobody gives a sign of. */
  CompletableFuture<Map<K, Loaded>> loadAll(Collection<K> keys, LoadManner manner) {
    Map<K, Loaded> found = new ConcurrentHashMap<>();
    CompletableFuture<Map<K, Loaded>> result = new CompletableFuture<>();
    retries.askForSign(result, silent -> result.complete(found), (topology, silence) -> {
      Map<NodeId, List<K>> byPrimary = new LinkedHashMap<>();
      for (K key : keys) {
        if (!found.containsKey(key)) {
          byPrimary
              .computeIfAbsent(
                  topology.primaryOf(seats.segmentOf(key)), primary -> new ArrayList<>())
              .add(key);
        }
      }
      List<CompletableFuture<Void>> asked = new ArrayList<>();
      byPrimary.forEach((primary, those) ->
          asked.add(loadAll(topology, primary, those, manner, silence).thenAccept(loaded -> {
            for (int i = 0; i < those.size(); i++) {
              @Nullable Loaded one = loaded.get(i);
              if (one != null) {
                found.put(those.get(i), one);
              }
            }
          })));
      return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .thenApply(done -> {
            if (found.size() < keys.size()) {
              throw new MovedException(false); // what is left is asked for again
            }
            return found;
          })
          .exceptionallyCompose(failure -> Told.cause(failure) instanceof UnansweredException
              ? CompletableFuture.completedFuture(found)
              : CompletableFuture.failedFuture(failure));
    });
    return result;
  }

  private CompletableFuture<List<@Nullable Loaded>> loadAll(
      Topology topology, NodeId primary, List<K> keys, LoadManner manner, Silence silence) {
    return silence.during(patience -> asking.isSelf(primary)
        ? bulk.load(topology.name(), keys, manner, asking.self()).thenApply(ArrayList::new)
        : remote.loadAll(topology, primary, keys, manner, patience));
  }
}
