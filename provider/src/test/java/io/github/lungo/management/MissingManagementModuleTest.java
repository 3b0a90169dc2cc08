// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MissingManagementModuleTest {

  @Test
  void everything_withoutTheModule_worksAfterOneLine() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "--limit-modules=java.base",
            "-cp",
            classPath(CacheStatistics.class, WithoutManagementModule.class, Cache.class),
            WithoutManagementModule.class.getName())
        .redirectErrorStream(true)
        .start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(WithoutManagementModule.DONE);
    assertThat(output).containsOnlyOnce("cache 'orders': no JMX in this JVM, management is off");
  }

  private static String classPath(Class<?>... types) {
    return Stream.of(types)
        .map(MissingManagementModuleTest::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
