// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.invalidation.Spreading.Spread;
import io.github.lungo.entry.Version;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes operations at this member, and lets the others hear of what they have written. Thread-safe. */
final class Writes<K, V> {
  private final LocalEngine<K, V> local;
  private final Spreading<K> spreading;
  private final WriteNews<K> news;

  Writes(LocalEngine<K, V> local, Spreading<K> spreading, WriteNews<K> news) {
    this.local = local;
    this.spreading = spreading;
    this.news = news;
  }

  /** See {@link InvalidatedCache#execute}. */
  <R extends @Nullable Object> Written<Outcome<R>> execute(
      K key,
      EntryOperation<K, V, R> operation,
      Consumer<? super Outcome<R>> committed,
      boolean isKeyOnly) {
    try (Spread<K> spread = spreading.begin(Set.of(key))) {
      List<Outcome<R>> standing = new ArrayList<>(1);
      @Nullable Throwable failure = null;
      try {
        var unused = local.execute(key, operation, outcome -> {
          standing.add(outcome);
          committed.accept(outcome);
        });
      } catch (RuntimeException | Error thrown) {
        if (standing.isEmpty()) {
          throw thrown;
        }
        failure = thrown;
      }
      Outcome<R> outcome = standing.get(0);
      if (!WriteNews.isWrite(outcome)) {
        return new Written<>(outcome, failure, WriteNews.NONE, Progress.over());
      }
      Version version = WriteNews.versionOf(outcome, spread.begun());
      Progress told = spread.tell(Map.of(key, version), isKeyOnly);
      return new Written<>(outcome, failure, news.tell(key, outcome, version), told);
    }
  }

  /** See {@link InvalidatedCache#executeAll}. */
  Written<BatchOutcome> executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    try (Spread<K> spread = spreading.begin(operations.keySet())) {
      Map<K, Outcome<?>> writes = new LinkedHashMap<>();
      BatchOutcome batch = local.executeAll(operations, (key, outcome) -> {
        if (WriteNews.isWrite(outcome)) {
          writes.put(key, outcome);
        }
      });
      if (writes.isEmpty()) {
        return new Written<>(batch, null, WriteNews.NONE, Progress.over());
      }
      Map<K, Version> versions = new LinkedHashMap<>();
      List<CompletableFuture<Void>> heard = new ArrayList<>();
      writes.forEach((key, outcome) -> {
        Version version = WriteNews.versionOf(outcome, spread.begun());
        versions.put(key, version);
        heard.add(news.tell(key, outcome, version));
      });
      return new Written<>(
          batch,
          null,
          CompletableFuture.allOf(heard.toArray(CompletableFuture[]::new)),
          spread.tell(versions, false));
    }
  }
}
