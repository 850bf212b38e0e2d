package io.spillway.cli.evaluate;

/**
 * Confusion matrix of flagged and labelled texts.
 *
 * @param right flagged and labelled
 * @param wrong flagged and not labelled
 * @param missed labelled and not flagged
 * @param passed neither labelled nor flagged
 */
record Confusion(int right, int wrong, int missed, int passed) {

  static final Confusion NONE = new Confusion(0, 0, 0, 0);

  private static final double PERCENT = 100;
  private static final double THOUSAND = 1_000;

  Confusion plus(boolean isFlagged, boolean isLabelled) {
    return new Confusion(
        right + (isFlagged && isLabelled ? 1 : 0),
        wrong + (isFlagged && !isLabelled ? 1 : 0),
        missed + (!isFlagged && isLabelled ? 1 : 0),
        passed + (!isFlagged && !isLabelled ? 1 : 0));
  }

  int flagged() {
    return right + wrong;
  }

  double percentFlagged() {
    return PERCENT * flagged() / texts();
  }

  int labelled() {
    return right + missed;
  }

  int texts() {
    return right + wrong + missed + passed;
  }

  /** Returns the precision; NaN if nothing is flagged or nothing is labelled. */
  double precision() {
    return labelled() == 0 ? Double.NaN : (double) right / flagged();
  }

  /** Returns the recall; NaN if nothing is labelled. */
  double recall() {
    return (double) right / labelled();
  }

  /**
   * Returns the harmonic mean of precision and recall, 0 without a true positive; NaN if nothing is
   * labelled.
   */
  double f1() {
    return labelled() == 0 ? Double.NaN : 2.0 * right / (2.0 * right + wrong + missed);
  }

  /** Returns the false positives per thousand texts without the label; NaN without such texts. */
  double falsePositivesPerThousand() {
    return THOUSAND * wrong / (wrong + passed);
  }
}
