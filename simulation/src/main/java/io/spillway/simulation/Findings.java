package io.spillway.simulation;

import java.util.Arrays;
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

  @Nullable String first() {
    return first;
  }
}
