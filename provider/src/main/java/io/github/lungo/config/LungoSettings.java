// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.util.Objects.requireNonNull;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.cache.configuration.Configuration;

/**
 * What the file, the manager's properties, the environment and the system properties say about a manager and its caches.
 * Read and checked once for each manager; later changes to any of them have no effect. Immutable and thread-safe.
 * Holds no strong reference to the class loader.
 */
public final class LungoSettings {
  private static final int DEFAULT_THREADS = 32;

  private final String origin;
  private final List<Source> sources;

  private LungoSettings(String origin, List<Source> sources) {
    this.origin = origin;
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads and checks all settings. The URI leads to a file if it is {@link LungoCachingProvider#DEFAULT_URI}, a {@code classpath:},
   * {@code file:} or {@code jar:} URI, or relative and ending in {@code .conf}, {@code .json} or {@code .properties};
   * every other URI is just a name.
   *
   * @param uri the manager's URI
   * @param loader the manager's class loader, which finds files on the class path and the classes they name
   * @param managerProperties the properties that the manager was asked for with
   * @param environment usually {@link System#getenv()}
   * @param systemProperties usually {@link System#getProperties()}
   * @throws CacheException if the URI leads to a file that is not there or cannot be read, or any key is unknown or has
   *     a wrong value; the message names place, key and value
   */
  public static LungoSettings load(
      URI uri,
      ClassLoader loader,
      Properties managerProperties,
      Map<String, String> environment,
      Properties systemProperties) {
    requireNonNull(uri, "uri is null");
    requireNonNull(loader, "loader is null");
    requireNonNull(managerProperties, "managerProperties is null");
    requireNonNull(environment, "environment is null");
    requireNonNull(systemProperties, "systemProperties is null");

    Optional<SettingsFile> file = SettingsFile.locate(uri, loader);
    var sources = new ArrayList<Source>();
    file.ifPresent(found -> sources.add(FileSource.read(found, loader, environment)));
    sources.add(PropertySource.read(managerProperties, path -> "manager properties: ", loader));
    sources.add(EnvironmentSource.read(environment, loader));
    sources.add(PropertySource.read(systemProperties, path -> "system properties: ", loader));
    sources.forEach(source -> source.sections().forEach(EffectiveSettings::check));
    var settings =
        new LungoSettings(file.map(found -> found.url().toString()).orElse("no file"), sources);
    settings.checkNamedCaches();
    return settings;
  }

  /**
   * Returns the configuration that a cache of that name gets: the given one, with every setting replaced that the file,
   * the properties or the environment have for it.
   *
   * @throws CacheException if the settings that apply to that name do not go together; the message names the cache
   * @throws IllegalArgumentException if the given configuration lists a listener twice
   */
  public <K, V> LungoConfiguration<K, V> resolve(String cacheName, Configuration<K, V> given) {
    requireNonNull(cacheName, "cacheName is null");
    var code = LungoConfiguration.copyOf(given);
    var settings = EffectiveSettings.of(cacheName, sources);
    try {
      return settings.over(code);
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      throw new CacheException("cache '" + cacheName + "': " + wrong.getMessage(), wrong);
    }
  }

  /** Returns how many background threads the manager may run at most; 32 by default. */
  public int managerThreads() {
    return sources.stream()
        .flatMap(source -> Stream.ofNullable(source.manager().get(Key.THREADS)))
        .reduce((lower, higher) -> higher)
        .map(assignment -> (int) assignment.value())
        .orElse(DEFAULT_THREADS);
  }

  /** Returns what is said about the manager's cluster, or empty if it has none, as no name is given. */
  public Optional<ClusterSection> cluster() {
    var together = new EnumMap<Key, Assignment>(Key.class);
    sources.forEach(source -> together.putAll(source.manager()));
    return together.containsKey(Key.CLUSTER_NAME)
        ? Optional.of(new ClusterSection(together))
        : Optional.empty();
  }

  /** Returns where the file was found, or that there is none. */
  @Override
  public String toString() {
    return "LungoSettings[" + origin + "]";
  }

  /** Finds at once what would otherwise only be found when a cache is made. */
  private void checkNamedCaches() {
    sources.stream()
        .flatMap(source -> source.sections().stream())
        .flatMap(section -> Stream.ofNullable(section.pattern().onlyName()))
        .forEach(name -> EffectiveSettings.of(name, sources));
  }
}
