package io.spillway.local.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Thread that pumps a listener: without pause while there is work, with growing pauses while idle.
 */
final class QueuePolling {

  private static final long MIN_PAUSE_MILLIS = 2;
  private static final long MAX_PAUSE_MILLIS = 100;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final QueueListener listener;
  private final ExecutorService workers;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  private QueuePolling(QueueListener listener, ExecutorService workers) {
    this.listener = listener;
    this.workers = workers;
    this.thread = new Thread(this::poll, "poll-" + listener.queueName());
  }

  static QueuePolling start(QueueListener listener, ExecutorService workers) {
    QueuePolling polling = new QueuePolling(listener, workers);
    polling.thread.start();
    return polling;
  }

  /** Stops receiving; running deliveries continue. */
  void stopTaking() {
    stopping.countDown();
  }

  /** Waits for running deliveries. Returns whether all ended in time. */
  boolean awaitRunning(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    thread.join(Math.max(1, atMost.toMillis()));
    workers.shutdown();
    boolean ended = workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    workers.shutdownNow();
    return ended && !thread.isAlive();
  }

  private void poll() {
    long pause = 0;
    try {
      while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
        pause = pump(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pump(long pause) {
    try {
      return listener.pump() > 0
          ? 0
          : Math.min(MAX_PAUSE_MILLIS, Math.max(MIN_PAUSE_MILLIS, pause * 2));
    } catch (RuntimeException e) {
      FailureLog.queueFailed(listener.queueName(), "receive", e);
      return PAUSE_AFTER_FAILURE_MILLIS;
    }
  }
}
