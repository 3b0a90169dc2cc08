// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The outside world of a manager: a class path of one directory, properties and an environment. */
final class SettingsFixture implements AutoCloseable {
  private final Path directory;
  private final URLClassLoader loader;
  private final Properties managerProperties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private final Properties systemProperties = new Properties();

  SettingsFixture(Path directory) throws IOException {
    this.directory = directory;
    this.loader = new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, SettingsFixture.class.getClassLoader());
  }

  SettingsFixture file(String content) throws IOException {
    return file("lungo.conf", content);
  }

  SettingsFixture file(String name, String content) throws IOException {
    Files.createDirectories(directory.resolve(name).getParent());
    Files.writeString(directory.resolve(name), content, UTF_8);
    return this;
  }

  SettingsFixture managerProperty(String key, Object value) {
    managerProperties.put(key, value);
    return this;
  }

  SettingsFixture variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  SettingsFixture systemProperty(String key, String value) {
    systemProperties.setProperty(key, value);
    return this;
  }

  Path directory() {
    return directory;
  }

  ClassLoader loader() {
    return loader;
  }

  LungoSettings load() {
    return load(LungoCachingProvider.DEFAULT_URI);
  }

  LungoSettings load(URI uri) {
    return LungoSettings.load(uri, loader, managerProperties, environment, systemProperties);
  }

  /** Returns what a cache of that name gets whose code says nothing. */
  LungoConfiguration<String, Long> resolve(String cacheName) {
    return load()
        .resolve(cacheName, LungoConfiguration.builder(String.class, Long.class).build());
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
