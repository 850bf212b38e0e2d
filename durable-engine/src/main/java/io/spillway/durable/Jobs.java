package io.spillway.durable;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs jobs on an executor, and knows when none is left. */
final class Jobs {

  private final Executor executor;
  private int open;

  Jobs(Executor executor) {
    this.executor = executor;
  }

  /** Runs a job; in this thread if the executor refuses it. */
  void run(Runnable job) {
    synchronized (this) {
      open++;
    }
    Runnable counted =
        () -> {
          try {
            job.run();
          } finally {
            done();
          }
        };
    try {
      executor.execute(counted);
    } catch (RejectedExecutionException e) {
      counted.run();
    }
  }

  private synchronized void done() {
    open--;
    notifyAll();
  }

  synchronized void awaitNone() throws InterruptedException {
    while (open > 0) {
      wait();
    }
  }
}
