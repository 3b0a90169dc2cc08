// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URI leads to which file. */
final class LocationTest {
  private SettingsFixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    fixture = new SettingsFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void load_defaultUriAndNoFile_hasTheDefaults() {
    var settings = fixture.load();

    assertThat(settings.managerThreads()).isEqualTo(32);
    assertThat(settings).hasToString("LungoSettings[no file]");
  }

  @Test
  void load_defaultUri_readsTheClassPath() throws IOException {
    fixture.file("lungo.threads = 5");

    var settings = fixture.load();

    assertThat(settings.managerThreads()).isEqualTo(5);
    assertThat(settings.toString()).endsWith("/lungo.conf]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"classpath:dir/my.conf", "classpath:/dir/my.conf", "dir/my.conf", "/dir/my.conf"})
  void load_nameOnTheClassPath_readsIt(String uri) throws IOException {
    fixture.file("dir/my.conf", "lungo.threads = 5");

    assertThat(threads(uri)).isEqualTo(5);
  }

  @Test
  void load_fileUri_readsIt() throws IOException {
    fixture.file("dir/my.conf", "lungo.threads = 5");

    assertThat(threads(fixture.directory().resolve("dir/my.conf").toUri().toString()))
        .isEqualTo(5);
  }

  @Test
  void load_fileUriOfAnyEnding_isHocon() throws IOException {
    fixture.file("my.cfg", "lungo { threads = 5 }");

    assertThat(threads(fixture.directory().resolve("my.cfg").toUri().toString()))
        .isEqualTo(5);
  }

  @Test
  void load_jarUri_readsIt() throws IOException {
    Path jar = fixture.directory().resolve("app.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("my.conf"));
      out.write("lungo.threads = 5".getBytes(UTF_8));
      out.closeEntry();
    }

    assertThat(threads("jar:" + jar.toUri() + "!/my.conf")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conf", "properties"})
  void load_jarUriAbsent_saysSo(String ending) {
    String uri = "jar:" + fixture.directory().resolve("app.jar").toUri() + "!/my." + ending;

    assertThatThrownBy(() -> threads(uri))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("cannot read configuration: ")
        .hasMessageContaining("app.jar");
  }

  @Test
  void load_jarUriWithoutEntry_saysSo() {
    assertThatThrownBy(() -> threads("jar:file:/app.jar"))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("no configuration 'jar:file:/app.jar': ");
  }

  @Test
  void load_relativeUriNotOnTheClassPath_readsTheWorkingDirectory(@TempDir Path elsewhere)
      throws IOException {
    Files.writeString(elsewhere.resolve("my.conf"), "lungo.threads = 5", UTF_8);
    Path relative = Path.of("").toAbsolutePath().relativize(elsewhere.resolve("my.conf"));

    assertThat(threads(relative.toString())).isEqualTo(5);
  }

  @Test
  void load_relativeUriInBoth_prefersTheClassPath() throws IOException {
    Path inWorkingDirectory = Files.createTempDirectory(Path.of("target"), "location");
    Path both = inWorkingDirectory.resolve("both.conf");
    Files.writeString(both, "lungo.threads = 6", UTF_8);
    String uri = both.toString().replace('\\', '/');

    assertThat(threads(uri)).isEqualTo(6);
    fixture.file(uri, "lungo.threads = 5");
    assertThat(threads(uri)).isEqualTo(5);
  }

  @Test
  void load_json_readsIt() throws IOException {
    fixture.file("my.json", "{\"lungo\": {\"caches\": {\"a.b\": {\"maximumSize\": 5}}}}");

    assertThat(fixture
            .load(URI.create("my.json"))
            .resolve("a.b", new MutableConfiguration<>())
            .maximumSize())
        .hasValue(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:x",
        "my-manager",
        "http://localhost:1/lungo.conf",
        "https://localhost:1/lungo.conf",
        "lungo:other",
        "a/b",
        "",
        "lungo.conf.old",
        "mailto:lungo.conf"
      })
  void load_anyOtherUri_isJustAName(String uri) throws IOException {
    fixture.file("lungo.threads = 5");

    assertThat(threads(uri)).isEqualTo(32);
  }

  @Test
  void load_justAName_stillReadsPropertiesAndEnvironment() {
    fixture.variable("LUNGO_THREADS", "5");

    assertThat(threads("urn:x")).isEqualTo(5);
  }

  @Test
  void load_classPathUriAbsent_saysSo() {
    assertThatThrownBy(() -> threads("classpath:absent.conf"))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "no configuration 'classpath:absent.conf': 'absent.conf' is not on the class path");
  }

  @Test
  void load_fileUriAbsent_saysSo() {
    Path absent = fixture.directory().resolve("absent.conf");

    assertThatThrownBy(() -> threads(absent.toUri().toString()))
        .isInstanceOf(CacheException.class)
        .hasMessage("no configuration '%s': no file %s".formatted(absent.toUri(), absent));
  }

  @Test
  void load_fileUriOfDirectory_saysSo() {
    Path directory = fixture.directory();

    assertThatThrownBy(() -> threads(directory.toUri().toString()))
        .isInstanceOf(CacheException.class)
        .hasMessageEndingWith("no file " + directory);
  }

  @Test
  void load_fileUriThatIsNoPath_saysSo() {
    assertThatThrownBy(() -> threads("file:lungo.conf"))
        .isInstanceOf(CacheException.class)
        .hasMessageStartingWith("no configuration 'file:lungo.conf': ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.conf", "absent.json", "absent.properties"})
  void load_relativeUriAbsent_saysWhereItLooked(String uri) {
    assertThatThrownBy(() -> threads(uri))
        .isInstanceOf(CacheException.class)
        .hasMessage("no configuration '%s': neither on the class path nor at %s"
            .formatted(uri, Path.of(uri).toAbsolutePath()));
  }

  private int threads(String uri) {
    return fixture.load(URI.create(uri)).managerThreads();
  }
}
