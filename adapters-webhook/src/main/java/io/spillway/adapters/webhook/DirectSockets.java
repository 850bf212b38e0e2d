package io.spillway.adapters.webhook;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Socket factory that bypasses the JVM's proxy and connects only to public addresses unless private
 * ones are allowed. It checks the address of the actual connection, because the name may resolve to
 * another one than before (DNS rebinding).
 */
final class DirectSockets extends SocketFactory {

  private final boolean privateTargets;

  /**
   * Creates a factory.
   *
   * @param privateTargets whether to allow this machine and its private network
   */
  DirectSockets(boolean privateTargets) {
    this.privateTargets = privateTargets;
  }

  /** Exception for a forbidden target address. */
  static final class ForbiddenTargetException extends IOException {

    private static final long serialVersionUID = 1L;

    ForbiddenTargetException() {
      super("the target address is not public");
    }
  }

  @Override
  public Socket createSocket() {
    return privateTargets ? new Socket(Proxy.NO_PROXY) : new PublicSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return address instanceof Inet4Address
        ? isPublic4(first, second, bytes)
        : isPublic6(first, second, bytes);
  }

  private static boolean isPublic4(int first, int second, byte[] bytes) {
    boolean thisNetwork = first == 0;
    boolean carrier = first == 100 && second >= 64 && second < 128;
    boolean assignments = first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2);
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    boolean examples =
        (first == 198 && second == 51 && bytes[2] == 100)
            || (first == 203 && second == 0 && bytes[2] == 113);
    boolean reserved = first >= 240;
    // A public address by which every machine on Azure reaches the platform's internal services.
    boolean platform = first == 168 && second == 63 && (bytes[2] & 0xff) == 129 && bytes[3] == 16;
    return !(thisNetwork
        || carrier
        || assignments
        || benchmarks
        || examples
        || reserved
        || platform);
  }

  /**
   * Accepts global unicast except protocol assignments (2001::/23, including Teredo), documentation
   * addresses, and addresses that embed an IPv4 address (6to4, ISATAP).
   */
  private static boolean isPublic6(int first, int second, byte[] bytes) {
    boolean global = (first & 0xe0) == 0x20;
    boolean protocols = first == 0x20 && second == 0x01 && (bytes[2] & 0xfe) == 0;
    boolean examples =
        (first == 0x20 && second == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8)
            || (first == 0x3f && second == 0xff && (bytes[2] & 0xf0) == 0);
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean isatap =
        (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && (bytes[11] & 0xff) == 0xfe;
    return global && !protocols && !examples && !sixToFour && !isatap;
  }

  private static final class PublicSocket extends Socket {

    PublicSocket() {
      super(Proxy.NO_PROXY);
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      InetAddress address = ((InetSocketAddress) endpoint).getAddress();
      if (address == null || !isPublic(address)) {
        throw new ForbiddenTargetException();
      }
      super.connect(endpoint, timeout);
    }
  }
}
