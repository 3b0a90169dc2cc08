// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Item;
import io.github.lungo.cluster.replication.Batches.Result;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Asks a primary on another member about many keys, in as many messages as their size makes it take. Thread-safe. */
final class RemoteBatches<K, V> {
  /** A message ends with the first item that brings it to this size. */
  static final int ENOUGH_BYTES = 1 << 20;

  private final PrimaryChannel<K, V> asking;
  private final CallerForm<K, V> answers;
  private final Forms<K, V> forms;

  RemoteBatches(PrimaryChannel<K, V> asking, CallerForm<K, V> answers, Forms<K, V> forms) {
    this.asking = asking;
    this.answers = answers;
    this.forms = forms;
  }

  /** Has a primary execute operations. */
  CompletableFuture<Batched> operate(Topology topology, NodeId primary, List<Item<K, V>> items) {
    return inParts(items, answers::writeItem, (count, body) -> {
          FrameWriter request = asking.head(RequestKind.BATCH, topology);
          request.writeNumber(count).append(body.toBytes());
          return asking.ask(primary, request, reader -> answers.readBatched(reader, count));
        })
        .thenApply(RemoteBatches::joined);
  }

  private static Batched joined(List<Batched> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<Result> results = new ArrayList<>();
    @Nullable Throwable failure = null;
    for (Batched part : parts) {
      results.addAll(part.results());
      failure = failure == null ? part.failure() : failure;
    }
    return new Batched(results, failure);
  }

  /** Has a primary load keys; what is null in the result is to be asked for again. */
  CompletableFuture<List<@Nullable Loaded>> loadAll(
      Topology topology, NodeId primary, List<K> keys, LoadManner manner, Duration patience) {
    return inParts(keys, forms::writeKey, (count, body) -> {
          FrameWriter request = asking.head(RequestKind.LOAD_ALL, topology);
          request.writeNumber(count).append(body.toBytes());
          manner.write(request);
          return asking.ask(
              primary, request, reader -> answers.readLoadedAll(reader, count), patience);
        })
        .thenApply(parts -> {
          List<@Nullable Loaded> all = new ArrayList<>();
          parts.forEach(all::addAll);
          return all;
        });
  }

  /**
   * Reads keys at a primary; what is null in the result is to be asked for again.
   *
   * @param fills what is to come of each key; null where it is not to be kept
   */
  CompletableFuture<List<@Nullable Shown>> readAll(
      Topology topology, NodeId primary, List<K> keys, List<@Nullable Fill<K>> fills) {
    List<KeyWanted<K>> wanted = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      wanted.add(new KeyWanted<>(keys.get(i), fills.get(i) != null));
    }
    return inParts(wanted, this::write, (count, body) -> {
          FrameWriter request = asking.head(RequestKind.READ_ALL, topology);
          request.writeNumber(count).append(body.toBytes());
          return asking.ask(primary, request, reader -> answers.readShownAll(reader, count));
        })
        .thenApply(parts -> {
          List<@Nullable Shown> all = new ArrayList<>();
          parts.forEach(all::addAll);
          return all;
        });
  }

  private void write(FrameWriter writer, KeyWanted<K> wanted) {
    forms.writeKey(writer, wanted.key());
    writer.writeFlag(wanted.isToBeKept());
  }

  private static <T, R> CompletableFuture<List<R>> inParts(
      List<T> items,
      BiConsumer<FrameWriter, T> form,
      BiFunction<Integer, FrameWriter, CompletableFuture<R>> ask) {
    List<CompletableFuture<R>> asked = new ArrayList<>();
    FrameWriter body = new FrameWriter();
    int count = 0;
    for (T item : items) {
      form.accept(body, item);
      count++;
      if (body.size() >= ENOUGH_BYTES) {
        asked.add(ask.apply(count, body));
        body = new FrameWriter();
        count = 0;
      }
    }
    if (count > 0) {
      asked.add(ask.apply(count, body));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
  }
}
