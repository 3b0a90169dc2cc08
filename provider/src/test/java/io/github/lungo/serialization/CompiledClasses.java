// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes of package {@code acme}, compiled from source, in a class loader of their own. */
final class CompiledClasses extends ClassLoader {

  private final Map<String, ByteArrayOutputStream> code = new HashMap<>();

  /** Compiles declarations, each a whole class, record or enum; all are public. */
  CompiledClasses(String... declarations) {
    super(CompiledClasses.class.getClassLoader());
    List<Source> sources = List.of(declarations).stream().map(Source::new).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    JavaFileManager files = new InMemory(compiler.getStandardFileManager(null, null, null));
    boolean compiled = compiler
        .getTask(
            messages,
            files,
            null,
            List.of("-proc:none", "--release", "17", "-Xlint:none"),
            null,
            sources)
        .call();
    assertThat(compiled).as(messages.toString()).isTrue();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream bytes = code.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  Class<?> type(String simpleName) {
    try {
      return Class.forName("acme." + simpleName, true, this);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes an object by its only public constructor that takes this many arguments. */
  Object make(String simpleName, Object... arguments) {
    try {
      for (var constructor : type(simpleName).getConstructors()) {
        if (constructor.getParameterCount() == arguments.length) {
          return constructor.newInstance(arguments);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
    throw new AssertionError("no constructor");
  }

  static Object get(Object owner, String field) {
    try {
      return field(owner, field).get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  static void set(Object owner, String field, Object value) {
    try {
      field(owner, field).set(owner, value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Field field(Object owner, String name) {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new AssertionError("no field " + name);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String declaration) {
      super(URI.create("string:///acme/" + nameIn(declaration) + ".java"), Kind.SOURCE);
      this.text = "package acme; import java.util.*; public " + declaration;
    }

    private static String nameIn(String declaration) {
      return declaration.replaceFirst("^.*?(?:class|record|enum|interface) (\\w+)(?s:.*)$", "$1");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    InMemory(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      code.put(className, bytes);
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
