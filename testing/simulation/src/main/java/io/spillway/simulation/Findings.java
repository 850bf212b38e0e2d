package io.spillway.simulation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First violated invariant of a run. Recorded and not thrown, because the code under test catches
 * many exceptions.
 */
final class Findings {

  private @Nullable String first;

  void broken(String promise) {
    if (first == null) {
      first = promise;
    }
  }

  /**
   * Records a violation unless the invariant was kept.
   *
   * @param about the details
   */
  void require(boolean kept, String promise, @Nullable Object... about) {
    if (!kept) {
      broken(about.length == 0 ? promise : promise + ": " + Arrays.deepToString(about));
    }
  }

  /** Records a trail that lost a step, or in which an earlier step changed. */
  void requireGrown(String id, List<?> before, List<?> now) {
    boolean isLonger = now.size() > before.size() && now.subList(0, before.size()).equals(before);
    require(isLonger, "a trail only grows", id, before, now);
  }

  @Nullable String first() {
    return first;
  }
}
