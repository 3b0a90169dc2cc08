// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.config.ClusterSection;
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
import java.util.List;
import java.util.concurrent.Executor;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What the caches of one manager share: clock, threads, codec, and their beans' registry. Thread-safe. */
final class SharedResources {
  private final NanoClock clock = NanoClock.system();
  private final KeyWaits waits = new KeyWaits();
  private final BackgroundThreads threads;
  private final Codec codec;
  private final JmxRegistry beans;
  private final URI uri;
  private final ClassLoader loader;

  private final List<String> allowed;

  /** What the manager is in its cluster; null if it has none. */
  private final @Nullable ClusterMember member;

  SharedResources(URI uri, ClassLoader loader, LungoSettings settings) {
    this.uri = uri;
    this.loader = loader;
    this.allowed = settings.cluster().map(ClusterSection::allowed).orElse(List.of());
    this.member = settings.cluster().map(ClusterMember::of).orElse(null);
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

  /** Returns the class loader of the user's code. */
  ClassLoader loader() {
    return loader;
  }

  /** Returns the classes and packages that clustered caches may carry beside their declared types. */
  List<String> allowed() {
    return allowed;
  }

  /**
   * Returns this manager's member of its cluster, which joins when it is first asked for.
   *
   * @param cache who asks
   * @throws CacheException if the manager has no cluster, or cannot join it
   */
  ClusterNode clusterNode(String cache) {
    if (member == null) {
      throw new CacheException(
          "cache '" + cache + "': a clustered mode needs the name of a cluster:"
              + " set lungo.cluster.name, as a system property or in lungo.conf");
    }
    return member.node(uri.toString(), loader);
  }

  JmxRegistry beans() {
    return beans;
  }

  /** Ends the threads and lets go of the class loader. */
  void close() {
    if (member != null) {
      member.close();
    }
    beans.close();
    threads.close();
    codec.close();
  }
}
