package io.spillway.cli.evaluate;

/**
 * What was flagged against what is labelled.
 *
 * @param right flagged and labelled
 * @param wrong flagged and not labelled
 * @param missed labelled and not flagged
 */
record Confusion(int right, int wrong, int missed) {

  static final Confusion NONE = new Confusion(0, 0, 0);

  Confusion plus(boolean isFlagged, boolean isLabelled) {
    return new Confusion(
        right + (isFlagged && isLabelled ? 1 : 0),
        wrong + (isFlagged && !isLabelled ? 1 : 0),
        missed + (!isFlagged && isLabelled ? 1 : 0));
  }

  int flagged() {
    return right + wrong;
  }

  int labelled() {
    return right + missed;
  }

  /** NaN when nothing was flagged. */
  double precision() {
    return (double) right / flagged();
  }

  /** NaN when nothing is labelled. */
  double recall() {
    return (double) right / labelled();
  }

  /** The harmonic mean of the two, 0 when nothing is right; NaN when there is nothing at all. */
  double f1() {
    return 2.0 * right / (2.0 * right + wrong + missed);
  }
}
