package io.spillway.core;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work that a background executor begins while the calling thread does something else. The calling
 * thread does the work itself if the executor has not begun it, so a full executor cannot cause a
 * deadlock. The work runs at most once; its exceptions are ignored.
 */
public final class BackgroundTask {

  /** Work that is done. */
  public static final BackgroundTask NONE = begin(() -> {}, Runnable::run);

  private final FutureTask<Void> work;

  private BackgroundTask(Runnable work) {
    this.work = new FutureTask<>(work, null);
  }

  /**
   * {@return the work, handed to an executor}
   *
   * @param work the work
   * @param background the executor
   */
  public static BackgroundTask begin(Runnable work, Executor background) {
    BackgroundTask task = new BackgroundTask(requireNonNull(work, "work"));
    submit(task.work, background);
    return task;
  }

  /**
   * Hands work to an executor, which may reject it: the calling thread then does it by {@link
   * FutureTask#run}, which has no effect on work that has begun.
   *
   * @param work the work
   * @param executor the executor
   */
  public static void submit(FutureTask<?> work, Executor executor) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException ignored) {
      // The calling thread does it.
    }
  }

  /**
   * Waits for the end of the work, or does it. Returns early, still interrupted, if the calling
   * thread is interrupted.
   */
  public void finish() {
    work.run();
    try {
      var unused = work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException ignored) {
      // See the class.
    }
  }

  /** {@return whether the work has not ended} Work that has not begun never runs. */
  public boolean cancel() {
    return work.cancel(false);
  }
}
