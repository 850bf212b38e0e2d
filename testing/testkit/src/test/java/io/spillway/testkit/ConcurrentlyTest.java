package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {

  @Test
  void results_are_in_the_order_of_the_threads() {
    assertThat(Concurrently.call(i -> i * 2))
        .isEqualTo(IntStream.range(0, 16).map(i -> i * 2).boxed().toList());
  }

  @Test
  void all_sixteen_threads_run_concurrently() {
    CountDownLatch everybody = new CountDownLatch(Concurrently.THREADS);

    assertThat(
            Concurrently.call(
                i -> {
                  everybody.countDown();
                  return waitFor(everybody);
                }))
        .containsOnly(true);
  }

  @Test
  void an_exception_of_one_thread_fails_the_test() {
    assertThatThrownBy(
            () ->
                Concurrently.call(
                    i -> {
                      if (i == 7) {
                        throw new IllegalStateException("seven");
                      }
                      return i;
                    }))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("seven");
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
