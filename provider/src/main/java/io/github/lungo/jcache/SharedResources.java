// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.config.LungoSettings;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.local.KeyWaits;
import io.github.lungo.management.JmxRegistry;
import io.github.lungo.serialization.Codec;
import io.github.lungo.serialization.CodecLimits;
import io.github.lungo.serialization.Encoding;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import java.net.URI;
import java.util.concurrent.Executor;

/** What the caches of one manager share: clock, threads, codec, and their beans' registry. Thread-safe. */
final class SharedResources {
  private final NanoClock clock = NanoClock.system();
  private final KeyWaits waits = new KeyWaits();
  private final BackgroundThreads threads;
  private final Codec codec;
  private final JmxRegistry beans;

  SharedResources(URI uri, ClassLoader loader, LungoSettings settings) {
    this.threads = new BackgroundThreads(uri.toString(), settings.managerThreads(), loader);
    this.codec =
        new KryoCodec(Encoding.COMPACT, loader, TypeFilter.allowAll(), CodecLimits.DEFAULT);
    this.beans = JmxRegistry.onPlatformServer(uri);
  }

  NanoClock clock() {
    return clock;
  }

  KeyWaits waits() {
    return waits;
  }

  Executor executor() {
    return threads;
  }

  Codec codec() {
    return codec;
  }

  JmxRegistry beans() {
    return beans;
  }

  /** Ends the threads and lets go of the class loader. */
  void close() {
    beans.close();
    threads.close();
    codec.close();
  }
}
