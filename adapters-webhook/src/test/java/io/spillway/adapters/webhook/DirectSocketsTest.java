package io.spillway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.webhook.DirectSockets.ForbiddenTargetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectSocketsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.9.9.9",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:1ff:ffff::1",
        "3fff::1",
        "3fff:fff::1",
        "2606:4700::5efe:10.0.0.1",
        "2606:4700::200:5efe:10.0.0.1",
        "2001:db8::1",
        "2002:a00:1::1"
      })
  void an_address_that_is_private_or_reserved_is_not_public(String address) throws Exception {
    assertThat(DirectSockets.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.9.9.9",
        "100.63.255.255",
        "100.128.0.1",
        "168.63.129.15",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1",
        "198.17.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2001:200::1",
        "3fff:1000::1",
        "2606:4700::5eff:1.1.1.1",
        "2001:4860:4860::8888"
      })
  void any_other_address_is_public(String address) throws Exception {
    assertThat(DirectSockets.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @Test
  void a_socket_checks_the_address_of_the_actual_connection() throws IOException {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    try (Socket socket = new DirectSockets(false).createSocket()) {
      assertThatThrownBy(() -> socket.connect(here)).isInstanceOf(ForbiddenTargetException.class);
      assertThatThrownBy(
              () -> socket.connect(InetSocketAddress.createUnresolved("example.org", 9), 10))
          .isInstanceOf(ForbiddenTargetException.class);
    }
  }

  /** Without this, a JVM with a SOCKS proxy would resolve every address by the proxy. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sockets_bypass_the_proxy_of_the_jvm(boolean privateTargets) throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("socksProxyHost", "127.0.0.1");
      System.setProperty("socksProxyPort", Integer.toString(proxy.getLocalPort()));
      System.setProperty("socksNonProxyHosts", "");
      try (Socket socket = new DirectSockets(privateTargets).createSocket()) {
        InetSocketAddress address =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getLocalPort());
        if (privateTargets) {
          socket.connect(address, 10_000);
          assertThat(socket.getPort()).isEqualTo(target.getLocalPort());
          target.accept().close();
        } else {
          assertThatThrownBy(() -> socket.connect(address, 10_000))
              .isInstanceOf(ForbiddenTargetException.class);
        }
      } finally {
        System.clearProperty("socksProxyHost");
        System.clearProperty("socksProxyPort");
        System.clearProperty("socksNonProxyHosts");
      }
      proxy.setSoTimeout(1);
      assertThatThrownBy(proxy::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
