package io.spillway.core.policy.trial;

/**
 * Counts for precision and recall of a category, by moderators' decisions.
 *
 * @param upheld the true positives: flagged for the category, and upheld
 * @param dismissed the false positives: flagged for the category, and dismissed
 * @param undecided the flagged cases without a moderator's decision
 * @param missed the upheld cases of the category that are not withheld
 * @param caught the upheld cases of the category that are withheld, for any category
 */
public record PrecisionTally(int upheld, int dismissed, int undecided, int missed, int caught) {

  /** All counts zero. */
  public static final PrecisionTally NONE = new PrecisionTally(0, 0, 0, 0, 0);

  /** Counts one flagged case. */
  static PrecisionTally flagged(PastCase.Judgement judgement) {
    return switch (judgement) {
      case BAD -> new PrecisionTally(1, 0, 0, 0, 0);
      case FINE -> new PrecisionTally(0, 1, 0, 0, 0);
      case UNKNOWN -> new PrecisionTally(0, 0, 1, 0, 0);
    };
  }

  /** {@return the upheld part of the flagged and decided cases} */
  public Proportion precision() {
    return new Proportion(upheld, upheld + dismissed);
  }

  /**
   * {@return the withheld part of the cases of this category that moderators upheld} Published and
   * never reviewed cases are not included, so it measures the losses of a policy change, not the
   * policy's absolute recall.
   */
  public Proportion recall() {
    return new Proportion(caught, caught + missed);
  }

  /**
   * {@return the sum of two tallies}
   *
   * @param more the tally of other cases
   */
  public PrecisionTally plus(PrecisionTally more) {
    return new PrecisionTally(
        upheld + more.upheld,
        dismissed + more.dismissed,
        undecided + more.undecided,
        missed + more.missed,
        caught + more.caught);
  }
}
