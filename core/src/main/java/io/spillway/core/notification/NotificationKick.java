package io.spillway.core.notification;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Start of a sender in the background. At most one runs; starts while it runs make it run once
 * more. A start that is lost, and a failure of a store, is left to maintenance.
 */
public final class NotificationKick implements Runnable {

  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int ASKED_AGAIN = 2;

  private final Executor executor;
  private final NotificationSender sender;
  private final AtomicInteger state = new AtomicInteger(IDLE);

  /**
   * Creates a start.
   *
   * @param executor the executor, of which it uses at most one thread
   * @param sender the sender
   */
  public NotificationKick(Executor executor, NotificationSender sender) {
    this.executor = requireNonNull(executor, "executor");
    this.sender = requireNonNull(sender, "sender");
  }

  @Override
  public void run() {
    if (state.getAndUpdate(now -> Math.min(now + 1, ASKED_AGAIN)) != IDLE) {
      return;
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      state.set(IDLE);
    }
  }

  private void work() {
    boolean isDone = false;
    try {
      while (!isDone) {
        state.set(RUNNING);
        send();
        isDone = state.compareAndSet(RUNNING, IDLE);
      }
    } finally {
      if (!isDone) {
        state.set(IDLE);
      }
    }
  }

  private void send() {
    try {
      sender.send();
    } catch (RuntimeException e) {
      // The next run fails likewise, in maintenance, which reports it.
    }
  }
}
