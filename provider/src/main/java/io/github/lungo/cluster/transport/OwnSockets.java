// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.Util;

/**
 * Makes the sockets of one member, and accepts its connections, so that closing this closes them all. JGroups forgets some:
 * the port of a member whose start fails after it began to listen, and a connection that is being accepted while it stops.
 * Thread-safe.
 */
final class OwnSockets extends DefaultSocketFactory implements Closeable {
  private final Set<Owned> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private record Owned(Closeable socket, BooleanSupplier isClosed) {}

  @Override
  public Socket createSocket(String service) {
    Socket socket = new Socket();
    own(socket, socket::isClosed);
    return socket;
  }

  @Override
  public ServerSocket createServerSocket(String service) throws IOException {
    ServerSocket socket = new Listening();
    own(socket, socket::isClosed);
    return socket;
  }

  @Override
  public MulticastSocket createMulticastSocket(String service, int port) throws IOException {
    MulticastSocket socket = new MulticastSocket(port);
    own(socket, socket::isClosed);
    return socket;
  }

  @Override
  public MulticastSocket createMulticastSocket(String service, SocketAddress address)
      throws IOException {
    MulticastSocket socket = new MulticastSocket(address);
    own(socket, socket::isClosed);
    return socket;
  }

  /** Closes what is open, and from now on whatever is made or accepted. */
  @Override
  public void close() {
    closed = true;
    sockets.forEach(owned -> Util.close(owned.socket()));
    sockets.clear();
  }

  private void own(Closeable socket, BooleanSupplier isClosed) {
    sockets.removeIf(owned -> owned.isClosed().getAsBoolean());
    sockets.add(new Owned(socket, isClosed));
    if (closed) {
      close();
    }
  }

  private final class Listening extends ServerSocket {
    Listening() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      Socket socket = super.accept();
      own(socket, socket::isClosed);
      return socket;
    }
  }
}
