// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.behaviour.guest.GuestLife;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.ObjectName;

/** Runs many lives of an application, one after the other; {@link ApplicationLivesIT} gives it a JVM. */
final class ApplicationServer {
  private ApplicationServer() {}

  /** Where an application's classes come from. */
  @SuppressWarnings("ImmutableEnumChecker") // the suppliers have no state
  enum Deployment {
    /** The provider is the server's, and outlives the application. */
    BESIDE_THE_PROVIDER(50, () -> new OwnPackage(GuestLife.class.getPackageName())),
    /** The provider and the interfaces of JSR-107 are in the application's own jars. */
    WITH_THE_PROVIDER(
        10, () -> new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader()));

    private final int lives;
    private final Supplier<ClassLoader> loaders;

    Deployment(int lives, Supplier<ClassLoader> loaders) {
      this.lives = lives;
      this.loaders = loaders;
    }
  }

  /** Loads the classes of one package itself, and asks its parent for all others. */
  private static final class OwnPackage extends URLClassLoader {
    private final String packageName;

    OwnPackage(String packageName) {
      super(classPath(), ApplicationServer.class.getClassLoader());
      this.packageName = packageName;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(packageName)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  private static URL[] classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(ApplicationServer::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  /** Exits with {@link ForkedJvm#DONE} if nothing is left of the applications; takes the deployment and the end. */
  public static void main(String[] arguments) throws Exception {
    Deployment deployment = Deployment.valueOf(arguments[0]);
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < deployment.lives; i++) {
      loaders.add(live(deployment.loaders.get(), arguments[1]));
    }
    useRecord();

    Await.collected(loaders, 0);
    Await.until(() -> threads().findAny().isEmpty());
    assertThat(Beans.SERVER.queryNames(new ObjectName("javax.cache:*"), null)).isEmpty();
    System.exit(ForkedJvm.DONE);
  }

  /** The JDK's code for records keeps the class of the one that it was last asked for. */
  private record Last(String text) {}

  /** Has the JDK's code for records let go of the applications' records. */
  static void useRecord() {
    Last last = new Last("a");
    assertThat(last).isEqualTo(new Last("a")).hasSameHashCodeAs(new Last("a"));
    assertThat(last.toString()).contains("a");
  }

  @SuppressWarnings("unchecked") // a life takes the name of its end
  private static WeakReference<ClassLoader> live(ClassLoader loader, String end) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object life =
          loader.loadClass(GuestLife.class.getName()).getDeclaredConstructor().newInstance();
      ((Consumer<String>) life).accept(end);
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("lungo-"));
  }
}
