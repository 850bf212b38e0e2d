package io.spillway.local;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens.
 *
 * @param host a loopback address or a name of one: it speaks plain HTTP, and without keys every
 *     caller may do everything
 * @param port 0 to 65535; 0 for any free one
 */
public record RunSettings(String host, int port) {

  /** Port of {@code spillway run}. */
  public static final int DEFAULT_PORT = 7071;

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException naming the option at fault
   */
  public RunSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be 0 to 65535: " + port);
    }
    if (!isLoopback(host)) {
      throw new IllegalArgumentException(
          "--host must be an address of this machine alone, such as 127.0.0.1: "
              + host
              + ". It speaks plain HTTP, and without keys whoever reached it could do everything.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
