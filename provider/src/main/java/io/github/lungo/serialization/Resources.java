// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.ref.Reference;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.BaseStream;

/** User classes that stand for something outside their fields, which bytes cannot carry. */
final class Resources {

  private static final List<Class<?>> TYPES = List.of(
      BaseStream.class,
      Channel.class,
      ClassLoader.class,
      Executor.class,
      InputStream.class,
      OutputStream.class,
      Path.class,
      Reader.class,
      Reference.class,
      ServerSocket.class,
      Socket.class,
      Thread.class,
      ThreadLocal.class,
      Writer.class);

  private Resources() {}

  static void check(Class<?> type) {
    for (Class<?> resource : TYPES) {
      if (resource.isAssignableFrom(type)) {
        throw UnusableClassException.unfit(
            type, "is a " + resource.getName() + ": it stands for something in this process");
      }
    }
  }
}
