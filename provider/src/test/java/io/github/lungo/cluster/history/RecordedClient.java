// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

/** A client that says what it calls, and what came of it when it knows. As thread-safe as its recorder; never blocks. */
public final class RecordedClient {
  private final Recorder recorder;
  private final Client client;

  RecordedClient(Recorder recorder, Client client) {
    this.recorder = recorder;
    this.client = client;
  }

  /**
   * Notes that the client is about to call.
   *
   * @param key {@link Operation#EVERY_KEY} for {@link Kind#CLEAR}
   * @param arguments as those of the cache's method, without the key
   */
  public OpenCall begin(Kind kind, String key, long... arguments) {
    return recorder.begin(client, key, Call.of(kind, arguments));
  }
}
