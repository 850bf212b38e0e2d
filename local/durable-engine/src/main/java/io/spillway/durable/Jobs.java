package io.spillway.durable;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs jobs on an executor, and tracks whether any is left. */
final class Jobs {

  private final Executor executor;
  private int open;

  Jobs(Executor executor) {
    this.executor = executor;
  }

  /** Runs a job on the executor; in this thread if the executor rejects it. */
  void run(Runnable job) {
    Runnable counted = count(job);
    try {
      executor.execute(counted);
    } catch (RejectedExecutionException e) {
      counted.run();
    }
  }

  /** Runs a job in this thread. */
  void runHere(Runnable job) {
    count(job).run();
  }

  private Runnable count(Runnable job) {
    synchronized (this) {
      open++;
    }
    return () -> {
      try {
        job.run();
      } finally {
        finish();
      }
    };
  }

  private synchronized void finish() {
    open--;
    notifyAll();
  }

  synchronized void awaitNone() throws InterruptedException {
    while (open > 0) {
      wait();
    }
  }
}
