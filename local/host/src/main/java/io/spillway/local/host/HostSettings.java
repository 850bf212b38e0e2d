package io.spillway.local.host;

import java.time.Duration;

/**
 * Settings of the local host.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 to 65535; 0 selects a free one
 * @param maxBodyBytes the maximum request body; a larger one is answered 413
 * @param maxRequests the maximum number of concurrent requests
 * @param maxWaitingRequests the maximum number of waiting requests; more are answered 503
 * @param maxWait the maximum wait of a request before it is answered 503
 * @param maxDrain the maximum duration of a graceful stop
 * @param queues the settings of queue deliveries
 */
public record HostSettings(
    String host,
    int port,
    int maxBodyBytes,
    int maxRequests,
    int maxWaitingRequests,
    Duration maxWait,
    Duration maxDrain,
    QueueSettings queues) {

  public HostSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (maxBodyBytes < 1 || maxRequests < 1 || maxWaitingRequests < 0) {
      throw new IllegalArgumentException("bounds must be positive");
    }
  }

  /**
   * Returns defaults: 64 KiB a body, 64 concurrent requests, 256 waiting for at most 2 seconds, 20
   * seconds to drain and {@link QueueSettings#STANDARD}.
   */
  public static HostSettings on(String host, int port) {
    return new HostSettings(
        host,
        port,
        65_536,
        64,
        256,
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        QueueSettings.STANDARD);
  }
}
