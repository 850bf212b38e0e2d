package io.spillway.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Random numbers of a script, from one seed. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean percent(int percent) {
    return below(100) < percent;
  }

  <T> T oneOf(List<T> things) {
    return things.get(below(things.size()));
  }
}
