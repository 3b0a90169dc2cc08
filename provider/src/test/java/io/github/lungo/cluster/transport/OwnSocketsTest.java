// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OwnSocketsTest {
  private final OwnSockets sockets = new OwnSockets();

  @AfterEach
  void end() {
    sockets.close();
  }

  @Test
  void close_withSocketsOfAllKinds_closesThem() throws Exception {
    ServerSocket listening = listen();
    Socket connected = sockets.createSocket("client");
    connected.connect(listening.getLocalSocketAddress());
    Socket accepted = listening.accept();
    MulticastSocket sending = sockets.createMulticastSocket("sending", null);
    MulticastSocket hearing = sockets.createMulticastSocket("hearing", 0);

    sockets.close();

    assertThat(listening.isClosed()).isTrue();
    assertThat(connected.isClosed()).isTrue();
    assertThat(accepted.isClosed()).isTrue();
    assertThat(sending.isClosed()).isTrue();
    assertThat(hearing.isClosed()).isTrue();
  }

  @Test
  void createSocket_afterClose_isClosed() throws Exception {
    sockets.close();

    assertThat(sockets.createSocket("client").isClosed()).isTrue();
    assertThat(sockets.createServerSocket("server").isClosed()).isTrue();
    assertThat(sockets.createMulticastSocket("hearing", 0).isClosed()).isTrue();
  }

  @Test
  void createSocket_whileOthersAreOpen_leavesThemOpen() throws Exception {
    ServerSocket listening = listen();
    sockets.createSocket("closed before").close();

    sockets.createSocket("later");

    assertThat(listening.isClosed()).isFalse();
  }

  private ServerSocket listen() throws IOException {
    ServerSocket listening = sockets.createServerSocket("server");
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return listening;
  }
}
