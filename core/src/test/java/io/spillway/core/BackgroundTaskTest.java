package io.spillway.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {

  private final List<Runnable> queue = new ArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void the_calling_thread_does_what_the_executor_has_not_begun() {
    BackgroundTask task = BackgroundTask.begin(runs::incrementAndGet, queue::add);

    task.finish();
    queue.forEach(Runnable::run);

    assertThat(runs).hasValue(1);
  }

  @Test
  void the_calling_thread_does_what_the_executor_rejects() {
    BackgroundTask.begin(
            runs::incrementAndGet,
            work -> {
              throw new RejectedExecutionException();
            })
        .finish();

    assertThat(runs).hasValue(1);
  }

  @Test
  void the_calling_thread_waits_for_work_that_has_begun() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    BackgroundTask task =
        BackgroundTask.begin(
            () -> {
              begun.countDown();
              await(end);
              runs.incrementAndGet();
            },
            work -> new Thread(work).start());
    begun.await();
    new Thread(end::countDown).start();

    task.finish();

    assertThat(runs).hasValue(1);
  }

  @Test
  void an_exception_of_the_work_is_ignored() {
    BackgroundTask task =
        BackgroundTask.begin(
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException();
            },
            queue::add);

    task.finish();

    assertThat(runs).hasValue(1);
  }

  @Test
  void cancelled_work_never_begins() {
    BackgroundTask task = BackgroundTask.begin(runs::incrementAndGet, queue::add);

    assertThat(task.cancel()).isTrue();
    queue.forEach(Runnable::run);

    assertThat(runs).hasValue(0);
    assertThat(BackgroundTask.NONE.cancel()).isFalse();
  }

  @Test
  void an_interrupted_thread_does_not_wait_and_stays_interrupted() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    BackgroundTask task =
        BackgroundTask.begin(
            () -> {
              begun.countDown();
              await(end);
            },
            work -> new Thread(work).start());
    await(begun);
    Thread.currentThread().interrupt();

    task.finish();

    assertThat(Thread.interrupted()).isTrue();
    end.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
