package io.spillway.cli.evaluate;

/**
 * Confusion matrix of flagged and labelled texts.
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

  /** Returns the precision; NaN if nothing was flagged. */
  double precision() {
    return (double) right / flagged();
  }

  /** Returns the recall; NaN if nothing is labelled. */
  double recall() {
    return (double) right / labelled();
  }

  /**
   * Returns the harmonic mean of precision and recall, 0 without a true positive; NaN without any
   * data.
   */
  double f1() {
    return 2.0 * right / (2.0 * right + wrong + missed);
  }
}
