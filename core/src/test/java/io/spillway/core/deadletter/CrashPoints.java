package io.spillway.core.deadletter;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tests of a crash right before and right after each of a story's calls of ports. */
final class CrashPoints {

  private CrashPoints() {}

  /** A test of a crash at one call, 1 for the first. */
  @FunctionalInterface
  interface Test {
    void run(int nth, boolean before);
  }

  static Stream<DynamicTest> test(int calls, Test test) {
    return IntStream.rangeClosed(1, calls)
        .boxed()
        .flatMap(nth -> Stream.of(at(nth, true, test), at(nth, false, test)));
  }

  private static DynamicTest at(int nth, boolean before, Test test) {
    return DynamicTest.dynamicTest(
        (before ? "before" : "after") + " call " + nth, () -> test.run(nth, before));
  }
}
