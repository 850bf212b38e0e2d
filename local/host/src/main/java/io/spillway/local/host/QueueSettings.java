package io.spillway.local.host;

import java.time.Duration;

/**
 * How queues are delivered; the same words as in host.json.
 *
 * @param batchSize most deliveries taken at once, 1 to 32
 * @param newBatchThreshold a new batch is taken when no more than this many deliveries are running,
 *     so that at most {@code batchSize + newBatchThreshold} run at once
 * @param maxDequeueCount how often a payload is tried before it goes to the poison queue
 * @param lease how long a delivery is hidden from others while it runs, and one of a poison queue
 *     after it failed
 * @param visibilityTimeout how long a delivery that failed waits for its next try
 */
public record QueueSettings(
    int batchSize,
    int newBatchThreshold,
    int maxDequeueCount,
    Duration lease,
    Duration visibilityTimeout) {

  /**
   * As host.json has it, but for a second between tries instead of half a minute: 240 tries are
   * four minutes here and two hours on Azure.
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
