package io.spillway.local.host;

import java.time.Duration;

/**
 * Settings of queue deliveries, named as in host.json.
 *
 * @param batchSize the maximum number of deliveries received at once, 1 to 32
 * @param newBatchThreshold the number of running deliveries up to which a new batch is received, so
 *     that at most {@code batchSize + newBatchThreshold} run at once
 * @param maxDequeueCount the number of attempts before a payload moves to the poison queue
 * @param lease the time for which a running delivery is hidden from others, and a failed one of a
 *     poison queue
 * @param visibilityTimeout the delay before a failed delivery is retried
 */
public record QueueSettings(
    int batchSize,
    int newBatchThreshold,
    int maxDequeueCount,
    Duration lease,
    Duration visibilityTimeout) {

  /**
   * The values of host.json, except one second between attempts instead of half a minute: 240
   * attempts take four minutes here and two hours on Azure.
   */
  public static final QueueSettings STANDARD =
      new QueueSettings(16, 8, 240, Duration.ofMinutes(10), Duration.ofSeconds(1));

  public QueueSettings {
    if (batchSize < 1 || batchSize > 32) {
      throw new IllegalArgumentException("batchSize must be 1 to 32: " + batchSize);
    }
    if (newBatchThreshold < 0 || maxDequeueCount < 1) {
      throw new IllegalArgumentException("newBatchThreshold and maxDequeueCount are too small");
    }
  }

  int maxConcurrency() {
    return batchSize + newBatchThreshold;
  }
}
