// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.jvms.ClusterPlace;
import io.github.lungo.testing.LoggedLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proves docs/clusters.md: its settings are known, and its messages are those that come. */
@Timeout(60)
final class ClustersPageIT {
  private static final Pattern SETTINGS =
      Pattern.compile("^```hocon\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private final ClusterPlace place =
      new ClusterPlace("orders-production", ClusterPlace.fresh().port());
  private final List<CacheManager> managers = new ArrayList<>();

  /** A value that nobody has allowed. */
  record Price(long cents) {}

  /** A key that is what it is, and says nothing of it. */
  static final class OrderKey {}

  @AfterEach
  void leave() {
    managers.forEach(CacheManager::close);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/clusters.md"), UTF_8);
  }

  /** Returns a text without what differs from run to run. */
  private static String general(String text) {
    return text.replaceAll("(?<=[:/])\\d{4,5}(-\\w{4,5})?", "N")
        .replace(ClustersPageIT.class.getName() + "$", "com.acme.");
  }

  private static void assertSaid(String message) throws IOException {
    assertThat(general(page()).lines()).contains(general(message));
  }

  private static void assertSays(ThrowingCallable call) throws IOException {
    assertSaid(catchThrowableOfType(CacheException.class, call).getMessage());
  }

  private CacheManager manager(Consumer<Properties> more) {
    Properties settings = place.settings();
    more.accept(settings);
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:p" + managers.size()), getClass().getClassLoader(), settings);
    managers.add(manager);
    return manager;
  }

  private static Cache<Object, Object> create(CacheManager manager, int backups) {
    return manager.createCache(
        "orders",
        LungoConfiguration.builder(Object.class, Object.class)
            .mode(CacheMode.PARTITIONED)
            .backups(backups)
            .build());
  }

  @Test
  void settings_all_areKnown(@TempDir Path directory) throws IOException {
    List<String> blocks =
        SETTINGS.matcher(page()).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSize(2);
    for (int i = 0; i < blocks.size(); i++) {
      Path file = Files.writeString(directory.resolve(i + ".conf"), blocks.get(i));

      CacheManager manager = new LungoCachingProvider()
          .getCacheManager(file.toUri(), getClass().getClassLoader(), new Properties());

      managers.add(manager);
      assertThat(manager.isClosed()).isFalse();
    }
  }

  @Test
  void message_noName_isAsSaid() throws IOException {
    CacheManager manager = manager(Properties::clear);

    assertSays(() -> create(manager, 1));
  }

  @Test
  void message_portInUse_isAsSaid() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CacheManager manager = manager(settings -> {
        settings.setProperty("lungo.cluster.bindPort", String.valueOf(taken.getLocalPort()));
        settings.setProperty("lungo.cluster.portRange", "0");
      });

      assertSays(() -> create(manager, 1));
    }
  }

  @Test
  void message_addressOfTheNetwork_isAsSaid() throws IOException {
    assertSays(
        () -> manager(settings -> settings.setProperty("lungo.cluster.bindAddress", "10.0.0.5")));
  }

  @Test
  void message_nobodyThere_isAsSaid() throws IOException {
    try (LoggedLines log = new LoggedLines("io.github.lungo.cluster.transport.JGroupsTransport")) {
      create(manager(settings -> {}), 1).put("key", "value");

      assertThat(log.lines()).hasSize(1);
      assertSaid(log.lines().get(0).replaceFirst("INFO ", ""));
    }
  }

  @Test
  void message_tooFew_isAsSaid() throws IOException {
    CacheManager manager = manager(settings -> {
      settings.setProperty("lungo.cluster.minimumMembers", "2");
      settings.setProperty("lungo.cluster.startTimeout", "300ms");
    });

    assertSays(() -> create(manager, 1));
  }

  @Test
  void message_otherwiseSetUp_isAsSaid() throws IOException {
    create(manager(settings -> {}), 1).put("key", "value");
    CacheManager other = manager(settings -> {});

    assertSays(() -> create(other, 2));
  }

  @Test
  void message_classThatMayNotTravel_isAsSaid() throws IOException {
    Cache<Object, Object> cache = create(manager(settings -> {}), 1);

    assertSays(() -> cache.put("key", new Price(1)));
  }

  @Test
  void message_keyWithoutAHash_isAsSaid() throws IOException {
    Cache<Object, Object> cache = create(
        manager(settings -> settings.setProperty("lungo.cluster.allow", OrderKey.class.getName())),
        1);

    assertSays(() -> cache.put(new OrderKey(), "value"));
  }
}
