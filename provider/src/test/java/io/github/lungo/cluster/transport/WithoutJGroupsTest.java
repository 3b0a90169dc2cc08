// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WithoutJGroupsTest {

  @Test
  void localCache_withoutJGroups_works() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(classPathWithoutJGroups(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("org.jgroups.JChannel"))
          .isInstanceOf(ClassNotFoundException.class);
      Callable<?> application = (Callable<?>)
          loader.loadClass(WithoutJGroups.class.getName()).getConstructor().newInstance();

      assertThat(application.call())
          .hasToString(
              "[value,"
                  + " cluster 'orders': clusters need org.jgroups:jgroups 5.5.7 or later 5.5, which is not on the class path]");
    }
  }

  private static URL[] classPathWithoutJGroups() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jgroups"))
        .map(WithoutJGroupsTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
