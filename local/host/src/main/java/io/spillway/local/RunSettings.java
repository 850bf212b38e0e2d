package io.spillway.local;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Listening address of the server.
 *
 * @param host a loopback address or its name, because the server uses plain HTTP and without keys
 *     gives every caller all roles
 * @param port 0 to 65535; 0 selects a free port
 */
public record RunSettings(String host, int port) {

  /** Default port of {@code spillway run}. */
  public static final int DEFAULT_PORT = 7071;

  /**
   * Validates both.
   *
   * @throws IllegalArgumentException for an invalid option; the message names it
   */
  public RunSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be 0 to 65535: " + port);
    }
    if (!isLoopback(host)) {
      throw new IllegalArgumentException(
          "--host must be a loopback address, such as 127.0.0.1: "
              + host
              + ". The server uses plain HTTP, and without keys every caller has all roles.");
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
