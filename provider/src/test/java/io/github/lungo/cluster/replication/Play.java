// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.Resilience;
import io.github.lungo.cluster.history.Answer;
import io.github.lungo.cluster.history.Call;
import io.github.lungo.cluster.history.Client;
import io.github.lungo.cluster.history.History;
import io.github.lungo.cluster.history.Kind;
import io.github.lungo.cluster.history.OpenCall;
import io.github.lungo.cluster.history.Operation;
import io.github.lungo.cluster.history.Recorder;
import io.github.lungo.cluster.replication.SimulatedOwners.Owner;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.local.Bound;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.ProcessorEffect;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** Members with a cache, clients that use it at random, and faults, all from one seed. Confined to one thread. */
final class Play {
  final Recorder recorder;
  final SimulatedOwners cluster;
  final Random random;
  private final long seed;
  private final boolean failsAtTimes;
  private List<String> keys;
  private int mostPauseMillis = 300;
  private final List<Waiting> unanswered = new ArrayList<>();
  private long written;

  /** How many calls of ten are reads, beside those that are so by chance. */
  private int reads;

  /** How many reads were answered by copies of members that are no owners. */
  int hotReads;

  private boolean isOver;

  /** A call without an answer. */
  private record Waiting(Owner owner, String key, Call call, CompletableFuture<Answer> answer) {}

  Play(long seed, int copies, int members, NetworkSettings settings, Set<ReplicationFault> faults) {
    this(seed, copies, members, settings, faults, SimulatedOwners.UNBOUNDED, 4);
  }

  /** Creates a play in which some loads fail, and of loads some things are remembered. */
  static Play rememberingLoads(
      long seed,
      int copies,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      Resilience resilience) {
    return new Play(
        seed,
        copies,
        3,
        settings,
        faults,
        SimulatedOwners.UNBOUNDED,
        4,
        SimulatedOwners.loads(resilience));
  }

  /** Creates a play with so many keys, of which some have to go if the members have not enough room. */
  Play(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      Bound bound,
      int keys) {
    this(seed, copies, members, settings, faults, bound, keys, SimulatedOwners.PLAIN_LOADS);
  }

  private Play(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      Bound bound,
      int keys,
      LoadSettings loads) {
    this.failsAtTimes = loads.resilience().failureBackoff() != null;
    this.seed = seed;
    this.random = new Random(seed);
    this.keys = IntStream.range(0, keys).mapToObj(i -> "k" + i).toList();
    this.cluster = new SimulatedOwners(
        seed,
        copies,
        members,
        settings,
        faults,
        new EternalExpiryPolicy(),
        loads,
        this::loader,
        bound);
    this.recorder = Recorder.inMemory(cluster.time);
  }

  /** Has clients use these keys. */
  Play amongKeys(List<String> these) {
    keys = these;
    return this;
  }

  /** Has clients pause less than so long between calls. */
  Play pausing(int millis) {
    mostPauseMillis = millis;
    return this;
  }

  String anyKey() {
    return keys.get(random.nextInt(keys.size()));
  }

  /** Returns a loader that takes its time, finds nothing now and then, and else what nobody has found before. */
  private CacheLoader<String, Long> loader(VirtualTime time) {
    return new SingleLoader(key -> {
      written++;
      @Nullable Long found = random.nextInt(5) == 0 ? null : written;
      OpenCall run =
          recorder.begin(new Client("source", "run" + written), key, Call.of(Kind.LOADER_RUN));
      time.takeTime(Duration.ofMillis(random.nextInt(300)));
      run.answered(found);
      if (found == null && failsAtTimes && random.nextBoolean()) {
        throw new IllegalStateException("down");
      }
      return found;
    });
  }

  /** Has so many calls of ten be reads. */
  Play reading(int ofTen) {
    reads = ofTen;
    return this;
  }

  private List<Owner> usable() {
    return cluster.owners.stream().filter(Owner::isUsable).toList();
  }

  /** Lets faults happen, and clients go on until they are over. */
  void run(FaultLimits limits, int clients) {
    Faults trouble = new Faults(seed, cluster.network, limits, cluster);
    // One after the other: together they would last long enough for members to be expelled.
    run(trouble.onlyWhen(() -> cluster.isSettled() && trouble.areUndone()), clients);
  }

  /** Lets faults happen before others have been made up for, as long as somebody is left who knows all. */
  void runHastily(FaultLimits limits, int clients) {
    Set<Owner> settled = new HashSet<>();
    run(
        new Faults(seed, cluster.network, limits, cluster).onlyWhen(() -> {
          if (cluster.isSettled()) {
            settled.clear();
            settled.addAll(cluster.owners);
          }
          long gone = settled.stream()
              .filter(owner -> owner.isLeaving || owner.node.isEnded())
              .count();
          return gone == 0 || gone < Math.min(cluster.copies, settled.size()) - 1;
        }),
        clients);
  }

  private void run(Faults trouble, int clients) {
    trouble.start();
    runDuring(
        () -> cluster.time.runUntil(
            () -> trouble.areOver() && cluster.isSettled(), Duration.ofMinutes(10)),
        clients);
  }

  /** Lets clients go on during some trouble, which lets time pass. */
  void runDuring(Runnable trouble, int clients) {
    for (int i = 0; i < clients; i++) {
      call(new Client("all", "c" + i));
    }
    trouble.run();
    isOver = true;
    cluster.time.runFor(Duration.ofSeconds(30));
  }

  private void call(Client client) {
    List<Owner> awake = usable();
    if (isOver || awake.isEmpty()) {
      return;
    }
    Owner owner = awake.get(random.nextInt(awake.size()));
    Call call = random.nextInt(40) == 0 ? Call.of(Kind.CLEAR) : randomCall();
    String key = call.kind() == Kind.CLEAR ? Operation.EVERY_KEY : anyKey();
    OpenCall open = recorder.begin(client, key, call);
    CompletableFuture<Answer> answer = answer(owner, key, call);
    boolean[] isEnded = new boolean[1];
    Waiting waiting = new Waiting(owner, key, call, answer);
    unanswered.add(waiting);
    var unused = answer.whenComplete((value, failure) -> {
      unanswered.remove(waiting);
      if (!isEnded[0]) {
        isEnded[0] = true;
        open.end(failure == null ? value : Answer.UNDECIDED);
        next(client);
      }
    });
    // A client whose member is gone goes on at another one.
    watch(owner, client, isEnded);
  }

  /** Returns the calls that still wait for an answer, without those of members that are gone. */
  List<String> unanswered() {
    return unanswered.stream()
        .filter(waiting -> !waiting.owner().node.isEnded() && !waiting.owner().isLeaving)
        .map(waiting -> waiting.call() + " of " + waiting.key() + " at "
            + waiting.owner().node.id())
        .toList();
  }

  /** Begins the same with each key, by a client of its own that goes on with nothing. */
  List<CompletableFuture<Answer>> beginWithEachKey(Kind kind) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    List<Owner> awake = usable();
    for (String key : keys) {
      written++;
      Call call = kind == Kind.PUT ? Call.of(kind, written) : Call.of(kind);
      OpenCall open = recorder.begin(new Client("each", "e" + written), key, call);
      CompletableFuture<Answer> answer = answer(awake.get(random.nextInt(awake.size())), key, call);
      answers.add(answer.whenComplete(
          (value, failure) -> open.end(failure == null ? value : Answer.UNDECIDED)));
    }
    return answers;
  }

  /** Does the same with each key. */
  void withEachKey(Kind kind) {
    beginWithEachKey(kind)
        .forEach(answer -> cluster.time.runUntil(answer::isDone, Duration.ofMinutes(1)));
  }

  private void watch(Owner owner, Client client, boolean[] isEnded) {
    others(owner).ifPresent(other -> {
      var unused = other.node.time().alarm().set(Duration.ofSeconds(1), () -> {
        if (isEnded[0]) {
          return;
        }
        if (owner.node.isEnded()) {
          isEnded[0] = true;
          call(new Client("all", client.name() + "'"));
        } else {
          watch(owner, client, isEnded);
        }
      });
    });
  }

  private Optional<Owner> others(Owner owner) {
    return cluster.owners.stream()
        .filter(other -> other != owner && other.isUsable())
        .findFirst();
  }

  private void next(Client client) {
    List<Owner> awake = usable();
    if (!awake.isEmpty()) {
      Owner owner = awake.get(random.nextInt(awake.size()));
      var unused = owner
          .node
          .time()
          .alarm()
          .set(Duration.ofMillis(random.nextInt(mostPauseMillis)), () -> call(client));
    }
  }

  private Call randomCall() {
    written++;
    if (reads > 0 && random.nextInt(10) < reads) {
      return Call.of(Kind.GET);
    }
    return switch (random.nextInt(14)) {
      case 0, 1, 2, 3 -> Call.of(Kind.GET);
      case 4, 5 -> Call.of(Kind.PUT, written);
      case 6 -> Call.of(Kind.GET_AND_PUT, written);
      case 7 -> Call.of(Kind.PUT_IF_ABSENT, written);
      case 8 -> Call.of(Kind.REPLACE, written);
      case 9 -> Call.of(Kind.REMOVE);
      case 10, 11 -> Call.of(Kind.LOAD);
      default -> Call.of(Kind.ADD, 1);
    };
  }

  private CompletableFuture<Answer> answer(Owner owner, String key, Call call) {
    if (call.kind() == Kind.CLEAR) {
      return owner.cache.clear().thenApply(cleared -> Answer.DONE);
    }
    if (call.kind() == Kind.GET) {
      hotReads += owner.cache.hotCopies().read(key).isCertain() ? 1 : 0;
      return owner
          .cache
          .read(key, true)
          .thenApply(found -> found.entry() == null
              ? Answer.NOTHING
              : Answer.of((long) found.entry().stored()));
    }
    if (call.kind() == Kind.LOAD) {
      return owner
          .cache
          .load(key)
          .thenApply(loaded ->
              loaded.stored() == null ? Answer.NOTHING : Answer.of((long) loaded.stored()))
          .exceptionally(Play::nothingIfTheLoaderFailed);
    }
    if (call.kind() == Kind.ADD && random.nextBoolean()) {
      return addHere(owner, key, Invoke.of(new Adding(), call.value()));
    }
    EntryOperation<String, Long, ?> operation = operation(call);
    return owner.cache.operate(key, operation, owner.node.time().pool()).thenApply(told -> {
      var outcome = owner.cache.answer(told, operation);
      return switch (call.kind()) {
        case PUT -> Answer.DONE;
        case GET_AND_PUT ->
          outcome.storedBefore() == null
              ? Answer.NOTHING
              : Answer.of((long) outcome.storedBefore());
        case ADD -> Answer.of((long) outcome.result());
        default -> Answer.of((boolean) outcome.result());
      };
    });
  }

  /** A loader that fails says as much as one that finds nothing: that there was no entry. */
  private static Answer nothingIfTheLoaderFailed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CacheLoaderException) {
        return Answer.NOTHING;
      }
    }
    throw new CompletionException(failure);
  }

  /** Adds as a processor does that cannot be sent. */
  private static CompletableFuture<Answer> addHere(
      Owner owner, String key, Invoke<String, Long, Long> adding) {
    return owner.cache.read(key, false).thenCompose(found -> {
      Outcome<@Nullable Long> outcome = adding.apply(found.entry(), owner.cache.trialContext(key));
      ProcessorEffect<String, Long> effect = ProcessorEffect.of(outcome);
      return owner
          .cache
          .operate(key, effect, owner.node.time().pool())
          .thenCompose(told -> (boolean) owner.cache.answer(told, effect).result()
              ? CompletableFuture.completedFuture(Answer.of((long) outcome.result()))
              : addHere(owner, key, adding));
    });
  }

  private static EntryOperation<String, Long, ?> operation(Call call) {
    return switch (call.kind()) {
      case PUT -> Put.of(call.value(), Put.Kind.PUT);
      case GET_AND_PUT -> Put.of(call.value(), Put.Kind.GET_AND_PUT);
      case PUT_IF_ABSENT -> Put.of(call.value(), Put.Kind.IF_ABSENT);
      case REPLACE -> new Replace<>(null, call.value());
      case REMOVE -> Remove.any(Remove.Kind.ANY);
      default -> Invoke.of(new Adding(), call.value());
    };
  }

  History history() {
    return recorder.history();
  }

  /** Returns what each living member shows of each key when nothing goes on any more. */
  Map<String, List<String>> contents() {
    Map<String, List<String>> contents = new LinkedHashMap<>();
    for (String key : keys) {
      List<String> seen = new ArrayList<>();
      for (Owner owner : cluster.owners) {
        CompletableFuture<String> read = owner
            .cache
            .read(key, true)
            .thenApply(
                found -> found.entry() == null ? "-" : found.entry().stored().toString());
        cluster.time.runUntil(read::isDone, Duration.ofSeconds(30));
        seen.add(read.join());
      }
      contents.put(key, seen);
    }
    return contents;
  }
}
