// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do is taken down as it was, in memory and in files. */
final class RecorderTest {
  private static final int THREADS = 8;
  private static final int CALLS = 500;

  @TempDir
  Path folder;

  private final AtomicLong time = new AtomicLong(100);

  @Test
  void begin_asynchronousCalls_areOpenUntilAnswered() {
    Recorder recorder = Recorder.inMemory(time::get);
    OpenCall put = recorder.client("n1", "a").begin(Kind.PUT, "k", 1);
    OpenCall get = recorder.client("n2", "b").begin(Kind.GET, "k");
    OpenCall replace = recorder.client("n2", "c").begin(Kind.REPLACE_EXACT, "k", 1, 2);
    recorder.client("n3", "d").begin(Kind.CLEAR, Operation.EVERY_KEY);
    time.set(200);

    get.answered(1L);
    put.answered(null);
    replace.undecided();

    assertThat(recorder.history().operations())
        .extracting(Operation::toString)
        .containsExactly(
            "n1/a k.put(1) done [100, 201]",
            "n2/b k.get() =1 [101, 200]",
            "n2/c k.replace(1,2) undecided [102, 202]",
            "n3/d *.clear() undecided [103, never]");
  }

  @Test
  void answered_everyKind_takesWhatTheMethodReturns() {
    RecordedClient client = Recorder.inMemory(time::get).client("n", "a");

    assertThat(Kind.GET.answerOf(null)).isEqualTo(Answer.NOTHING);
    assertThat(Kind.REMOVE.answerOf(true)).isEqualTo(Answer.of(true));
    assertThat(Kind.ADD.answerOf(5L)).isEqualTo(Answer.of(5));
    assertThat(Kind.CLEAR.answerOf(null)).isEqualTo(Answer.DONE);
    assertThatThrownBy(() -> client.begin(Kind.PUT, "k", 1).answered(true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.begin(Kind.REMOVE, "k").answered(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void answered_twice_fails() {
    OpenCall call = Recorder.inMemory(time::get).client("n", "a").begin(Kind.GET, "k");
    call.undecided();

    assertThatThrownBy(() -> call.answered(1L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("answered before");
  }

  @Test
  void follow_futures_notesHowTheyEnd() {
    Recorder recorder = Recorder.inMemory(time::get);
    List<CompletableFuture<Long>> futures = new ArrayList<>();
    for (String name : List.of("answered", "refused", "lost", "open")) {
      CompletableFuture<Long> future = new CompletableFuture<>();
      futures.add(future);
      recorder
          .client("n", name)
          .begin(Kind.GET_AND_PUT, "k", futures.size())
          .follow(future.thenApply(value -> value), IllegalStateException.class::isInstance);
    }

    futures.get(0).complete(7L);
    futures.get(1).completeExceptionally(new IllegalStateException("closed"));
    futures.get(2).completeExceptionally(new IOException("gone"));

    assertThat(recorder.history().operations())
        .extracting(Operation::answer)
        .containsExactly(Answer.of(7), Answer.FAILED, Answer.UNDECIDED, Answer.UNDECIDED);
    assertThat(recorder.history().operations().get(3).interval().returned())
        .isEqualTo(Interval.NEVER);
  }

  @Test
  void begin_manyThreads_losesNothingAndIsLinearizable() throws Exception {
    Path file = folder.resolve("threads");
    Recorder recorder = Recorder.writingTo(file, System::nanoTime);
    AtomicLong sum = new AtomicLong();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> ends = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      RecordedClient client = recorder.client("n", "t" + thread);
      ends.add(threads.submit(() -> {
        start.await();
        for (int i = 0; i < CALLS; i++) {
          OpenCall call = client.begin(Kind.ADD, "k", 1);
          call.answered(sum.incrementAndGet());
        }
        return null;
      }));
    }
    for (Future<?> end : ends) {
      end.get(20, TimeUnit.SECONDS);
    }
    threads.shutdown();
    recorder.close();

    History history = recorder.history();

    assertThat(history.operations()).hasSize(THREADS * CALLS);
    assertThat(Linearizability.allowing().check(history).isLinearizable()).isTrue();
    assertThat(HistoryReader.read(file)).isEqualTo(history);
  }

  @Test
  void read_filesOfSeveralNodes_areOneHistory() {
    List<Path> files = List.of(folder.resolve("n1"), folder.resolve("n2"));
    Recorder first = Recorder.writingTo(files.get(0), time::getAndIncrement);
    Recorder second = Recorder.writingTo(files.get(1), time::getAndIncrement);
    OpenCall put = first.client("n1", "a").begin(Kind.PUT, "k", 1);
    OpenCall get = second.client("n2", "b").begin(Kind.GET, "k");
    put.answered(null);
    get.answered(1L);
    first.client("n1", "a").begin(Kind.REMOVE_EXACT, "k", 1).failedWithoutEffect();
    first.close();
    second.close();

    History merged = HistoryReader.read(files.toArray(Path[]::new));

    assertThat(merged).isEqualTo(History.merged(List.of(first.history(), second.history())));
    assertThat(merged.operations())
        .extracting(operation -> operation.client().node())
        .containsExactly("n1", "n2", "n1");
  }

  @Test
  void read_cutAnywhere_holdsWhatIsWhole() throws IOException {
    Path file = folder.resolve("whole");
    Recorder recorder = Recorder.writingTo(file, time::get);
    recorder.client("n", "a").begin(Kind.PUT, "schlüssel", 1).answered(null);
    recorder.client("n", "b").begin(Kind.GET, "schlüssel").answered(1L);
    recorder.close();
    byte[] bytes = Files.readAllBytes(file);

    for (int length = 0; length <= bytes.length; length++) {
      Path cut = Files.write(folder.resolve("cut" + length), Arrays.copyOf(bytes, length));
      long lines =
          new String(bytes, 0, length, UTF_8).chars().filter(c -> c == '\n').count();

      List<Operation> operations = HistoryReader.read(cut).operations();

      assertThat(operations).as("cut at %d", length).hasSize((int) (lines + 1) / 2);
      assertThat(operations.stream().filter(Operation::isUndecided).count())
          .as("cut at %d", length)
          .isEqualTo(lines % 2);
    }
  }

  @Test
  void read_spoiltLineBeforeTheLast_namesFileAndLine() throws IOException {
    Path file = Files.writeString(folder.resolve("spoilt"), "begin 1 n a k get() 5\nend 1\n");

    assertThatThrownBy(() -> HistoryReader.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spoilt, line 2");
  }
}
