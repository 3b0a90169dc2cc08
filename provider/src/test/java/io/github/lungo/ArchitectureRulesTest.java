// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles code that breaks the architecture, to see that the rules of {@link ArchitectureTest} notice. */
final class ArchitectureRulesTest {
  private static final String CONFIG =
      "package io.github.lungo.config; public final class Setting {}";
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface) (\\w+)");

  @TempDir
  Path compiled;

  @Test
  void importsFollow_importOutsideTheTable_isViolated() {
    String event =
        "package io.github.lungo.event; final class Events { io.github.lungo.config.Setting first; }";

    assertThat(violations(
            ArchitectureRules.importsFollow(ArchitectureTest.ALLOWED_IMPORTS), CONFIG, event))
        .singleElement()
        .asString()
        .startsWith("'event' must not import 'config'");
  }

  @Test
  void importsFollow_unknownPackage_isViolated() {
    String stray = "package io.github.lungo.stray; final class Stray {}";

    assertThat(violations(ArchitectureRules.importsFollow(ArchitectureTest.ALLOWED_IMPORTS), stray))
        .containsExactly("io.github.lungo.stray.Stray: package 'stray' is not in the table");
  }

  @Test
  void importsFollow_importInTheTable_isNotViolated() {
    String jcache =
        "package io.github.lungo.jcache; final class Assembly { io.github.lungo.config.Setting one; }";

    assertThat(violations(
            ArchitectureRules.importsFollow(ArchitectureTest.ALLOWED_IMPORTS), CONFIG, jcache))
        .isEmpty();
  }

  @Test
  void noPackageCycles_cycleThroughTheRoot_isViolated() {
    String root =
        "package io.github.lungo; public class Mode { io.github.lungo.config.Cyclic setting; }";
    String config =
        "package io.github.lungo.config; public class Cyclic { io.github.lungo.Mode mode; }";

    assertThat(violations(ArchitectureRules.noPackageCycles(), root, config)).hasSize(1);
  }

  @Test
  void onlyImporterOf_secondImporter_isViolated() {
    ArchRule rule = ArchitectureRules.onlyImporterOf("com.github.benmanes.caffeine", "local");
    String field = "{ com.github.benmanes.caffeine.cache.Ticker ticker; }";

    assertThat(violations(rule, "package io.github.lungo.local; class Store " + field))
        .isEmpty();
    assertThat(violations(rule, "package io.github.lungo.event; class Events " + field))
        .hasSize(1);
  }

  @Test
  void nullMarked_packageWithoutMark_isViolated() {
    String stray = "package io.github.lungo.stray; final class Stray {}";

    assertThat(violations(ArchitectureRules.nullMarked(), stray)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CacheImpl", "StringUtil", "Utils", "HelperOfKeys", "LoadManager", "ImplOfCache"})
  void tellingNames_emptyWord_isViolated(String name) {
    assertThat(violations(
            ArchitectureRules.tellingNames(),
            "package io.github.lungo.event; class " + name + " {}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SimpleCache", "Utilization", "ManagementBean", "ImplicitLoad"})
  void tellingNames_emptyWordInsideAnother_isNotViolated(String name) {
    assertThat(violations(
            ArchitectureRules.tellingNames(),
            "package io.github.lungo.event; class " + name + " {}"))
        .isEmpty();
  }

  @Test
  void tellingNames_cacheManager_isNotViolated() {
    String manager =
        "package io.github.lungo.jcache; interface JCacheManager extends javax.cache.CacheManager {}";

    assertThat(violations(ArchitectureRules.tellingNames(), manager)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thread.sleep(1)", "Nap nap = Thread::sleep"})
  void noSleep_sleep_isViolated(String statement) {
    String sleeper =
        "package io.github.lungo.event; class Sleeper { void nap() throws Exception { %s; }"
            + " interface Nap { void nap(long millis) throws Exception; } }";

    assertThat(violations(ArchitectureRules.noSleep(), sleeper.formatted(statement)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.currentTimeMillis()",
        "java.time.Instant.now()",
        "java.time.LocalDateTime.now()",
        "java.time.Clock.systemUTC()",
        "java.time.InstantSource.system()",
        "new java.util.Date()",
        "(java.util.function.LongSupplier) System::currentTimeMillis"
      })
  void noWallClock_timeOfDay_isViolated(String expression) {
    String clock = "package io.github.lungo.event; class Events { Object time() { return %s; } }";

    assertThat(violations(ArchitectureRules.noWallClock(), clock.formatted(expression)))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.nanoTime()",
        "java.time.Instant.ofEpochMilli(1)",
        "new java.util.Date(1)",
        "java.time.Duration.ofNanos(System.nanoTime())"
      })
  void noWallClock_otherTimes_areNotViolated(String expression) {
    String clock = "package io.github.lungo.event; class Events { Object time() { return %s; } }";

    assertThat(violations(ArchitectureRules.noWallClock(), clock.formatted(expression)))
        .isEmpty();
  }

  private List<String> violations(ArchRule rule, String... sources) {
    return rule.evaluate(compile(sources)).getFailureReport().getDetails();
  }

  private JavaClasses compile(String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-d", compiled.toString(), "-cp", classPath(), "-proc:none");
    List<Source> units = Arrays.stream(sources).map(Source::new).toList();
    assertThat(compiler.getTask(null, null, null, options, null, units).call()).isTrue();
    return new ClassFileImporter().importPath(compiled);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(
          URI.create("string:///"
              + (first(PACKAGE, text) + "." + first(TYPE, text)).replace('.', '/')
              + JavaFileObject.Kind.SOURCE.extension),
          JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    private static String first(Pattern pattern, String text) {
      Matcher matcher = pattern.matcher(text);
      assertThat(matcher.find()).isTrue();
      return matcher.group(1);
    }
  }
}
