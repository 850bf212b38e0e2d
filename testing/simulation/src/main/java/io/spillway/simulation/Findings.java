package io.spillway.simulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first promise that was not kept. Noted and not thrown: the code under test catches much. */
final class Findings {

  private @Nullable String first;

  void broken(String promise) {
    if (first == null) {
      first = promise;
    }
  }

  /**
   * Notes a promise unless it was kept.
   *
   * @param about what it was broken about
   */
  void require(boolean kept, String promise, @Nullable Object... about) {
    if (!kept) {
      broken(about.length == 0 ? promise : promise + ": " + Arrays.deepToString(about));
    }
  }

  /** Notes that a trail has lost a step, or that one in it is another now. */
  void requireGrown(String id, List<?> before, List<?> now) {
    boolean isLonger = now.size() > before.size() && now.subList(0, before.size()).equals(before);
    require(isLonger, "a trail only grows", id, before, now);
  }

  @Nullable String first() {
    return first;
  }
}
