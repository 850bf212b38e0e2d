package io.spillway.local.host;

import java.time.Duration;

/**
 * Settings of queue deliveries, named as in host.json.
 *
 * @param batchSize the maximum number of deliveries received at once, 1 to 32
 * @param newBatchThreshold the number of running deliveries up to which a new batch is received, so
 *     that at most {@code batchSize + newBatchThreshold} run at once
 * @param maxDequeueCount the number of attempts before a payload moves to the poison queue
 * @param lease the time for which a delivery is hidden from others, 1 second or more: renewed every
 *     third of it while the delivery runs, so that those of a killed process are redelivered within
 *     it; also that of a failed delivery of a poison queue
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
   * attempts take four minutes here and two hours on Azure. The lease is host.json's {@code
   * visibilityTimeout}; on Azure the host's own is ten minutes, and cannot be set.
   */
  public static final QueueSettings STANDARD =
      new QueueSettings(16, 8, 240, Duration.ofSeconds(30), Duration.ofSeconds(1));

  public QueueSettings {
    if (batchSize < 1 || batchSize > 32) {
      throw new IllegalArgumentException("batchSize must be 1 to 32: " + batchSize);
    }
    if (newBatchThreshold < 0 || maxDequeueCount < 1) {
      throw new IllegalArgumentException("newBatchThreshold and maxDequeueCount are too small");
    }
    if (lease.toSeconds() < 1) {
      throw new IllegalArgumentException("lease must be 1 second or more: " + lease);
    }
  }

  /** Returns the interval between renewals: two may fail before a lease is over. */
  Duration renewalInterval() {
    return lease.dividedBy(3);
  }

  int maxConcurrency() {
    return batchSize + newBatchThreshold;
  }
}
