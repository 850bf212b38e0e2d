package io.spillway.local.host;

import java.time.Duration;

/**
 * How functions are hosted.
 *
 * @param host address to listen on
 * @param port to listen on, 0 to 65535; 0 for any free one
 * @param maxBodyBytes largest request body; a larger one is answered 413
 * @param maxRequests most requests that run at once
 * @param maxWaitingRequests most requests that wait for their turn; further ones are answered 503
 * @param maxWait how long a request waits for its turn before it is answered 503
 * @param maxDrain how long a stop waits for what is running
 * @param queues how queues are delivered
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
   * 64 KiB a body, 64 requests at once, 256 waiting for at most 2 seconds, 20 seconds to drain, and
   * {@link QueueSettings#STANDARD}.
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
