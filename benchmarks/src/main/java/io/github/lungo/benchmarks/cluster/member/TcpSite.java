// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import io.github.lungo.benchmarks.cluster.product.Place;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Round trips over plain sockets that block: the first site answers, the second one asks, each thread by a connection. */
final class TcpSite implements Site {
  private final ServerSocket server;
  private final Place place;
  private final ThreadLocal<Socket> connection = ThreadLocal.withInitial(this::connect);

  TcpSite(Place place, int number) throws IOException {
    this.place = place;
    InetAddress address = InetAddress.getLoopbackAddress();
    server = new ServerSocket(place.port() + number, 50, address);
    if (number == 0) {
      start(this::accept);
    }
  }

  private static void start(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        start(() -> echo(socket));
      }
    } catch (IOException closed) {
      return; // the site is
    }
  }

  private static void echo(Socket socket) {
    var bytes = new byte[Entries.BYTES];
    try (socket;
        var in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        in.readFully(bytes);
        socket.getOutputStream().write(bytes);
      }
    } catch (EOFException | SocketException ended) {
      return; // the thread that asked has
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Socket connect() {
    try {
      var socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()));
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Calls calls(LoadCase of) {
    return new Calls(1_000, number -> {
      var bytes = new byte[Entries.BYTES];
      Socket socket = connection.get();
      socket.getOutputStream().write(bytes);
      new DataInputStream(socket.getInputStream()).readFully(bytes);
    });
  }

  @Override
  public String obey(String[] order) {
    return "";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
