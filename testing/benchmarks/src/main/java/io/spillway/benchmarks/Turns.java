package io.spillway.benchmarks;

import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Alternation of contenders in one JVM, one iteration each, so that temporary slowness of the
 * machine affects all of them. The first measured iteration is the first contender's.
 */
final class Turns {

  private final int contenders;
  private IterationType type = IterationType.WARMUP;
  private int iterations;

  /**
   * Creates the turns of one benchmark.
   *
   * @param contenders the number of contenders, as in {@link Comparison}
   */
  Turns(int contenders) {
    this.contenders = contenders;
  }

  /** Begins an iteration and returns the position of its contender, from 0. */
  int next(IterationParams iteration) {
    if (iteration.getType() != type) {
      type = iteration.getType();
      iterations = 0;
    }
    return iterations++ % contenders;
  }
}
