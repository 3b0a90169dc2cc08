// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import io.github.lungo.LungoCachingProvider;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The file that a manager's URI leads to. Immutable.
 *
 * @param url where it is
 * @param name how messages name it
 */
record SettingsFile(URL url, String name) {
  static final String DEFAULT_NAME = "lungo.conf";

  private static final String CLASS_PATH = "classpath";
  private static final Pattern FILE_NAME = Pattern.compile(".*\\.(conf|json|properties)");

  /**
   * Returns the file of the URI, or empty if the URI is just a name, or the default one and there is no
   * {@code lungo.conf}.
   *
   * @throws CacheException if the URI names a file that is not there
   */
  static Optional<SettingsFile> locate(URI uri, ClassLoader loader) {
    if (uri.equals(LungoCachingProvider.DEFAULT_URI)) {
      return onClassPath(DEFAULT_NAME, loader);
    }
    if (uri.getScheme() == null) {
      return isFileName(uri.getPath())
          ? Optional.of(relative(uri.getPath(), loader))
          : Optional.empty();
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case CLASS_PATH -> Optional.of(resource(uri, loader));
      case "file" -> Optional.of(file(uri));
      case "jar" -> Optional.of(inJar(uri));
      default -> Optional.empty();
    };
  }

  boolean isProperties() {
    return url.getPath().endsWith(".properties");
  }

  boolean isJson() {
    return url.getPath().endsWith(".json");
  }

  private static boolean isFileName(@Nullable String path) {
    return path != null && FILE_NAME.matcher(path).matches();
  }

  private static SettingsFile relative(String path, ClassLoader loader) {
    return onClassPath(path, loader)
        .or(() -> onDisk(Path.of(path)))
        .orElseThrow(() ->
            absent(path, "neither on the class path nor at " + Path.of(path).toAbsolutePath()));
  }

  private static SettingsFile resource(URI uri, ClassLoader loader) {
    String name = uri.getSchemeSpecificPart();
    return onClassPath(name, loader)
        .orElseThrow(() -> absent(uri, "'" + name + "' is not on the class path"));
  }

  private static SettingsFile file(URI uri) {
    try {
      Path path = Path.of(uri);
      return onDisk(path).orElseThrow(() -> absent(uri, "no file " + path));
    } catch (IllegalArgumentException notAPath) {
      throw absent(uri, String.valueOf(notAPath.getMessage()));
    }
  }

  private static SettingsFile inJar(URI uri) {
    try {
      return new SettingsFile(uri.toURL(), uri.toString());
    } catch (MalformedURLException notAnUrl) {
      throw absent(uri, String.valueOf(notAnUrl.getMessage()));
    }
  }

  private static Optional<SettingsFile> onClassPath(String path, ClassLoader loader) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    return Optional.ofNullable(loader.getResource(name)).map(url -> new SettingsFile(url, name));
  }

  private static Optional<SettingsFile> onDisk(Path path) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SettingsFile(path.toUri().toURL(), path.toString()));
    } catch (MalformedURLException impossible) {
      throw new CacheException("no configuration at " + path, impossible);
    }
  }

  private static CacheException absent(Object uri, String why) {
    return new CacheException("no configuration '" + uri + "': " + why);
  }
}
