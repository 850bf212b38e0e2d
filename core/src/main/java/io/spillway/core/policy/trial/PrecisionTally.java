package io.spillway.core.policy.trial;

/**
 * How often a category was right, by what humans decided.
 *
 * @param upheld flagged for it, and truly bad
 * @param dismissed flagged for it, and truly fine
 * @param undecided flagged for it, and no human has decided
 * @param missed truly bad, of this category, and not withheld
 * @param caught truly bad, of this category, and withheld, for whatever category
 */
public record PrecisionTally(int upheld, int dismissed, int undecided, int missed, int caught) {

  /** Nothing counted. */
  public static final PrecisionTally NONE = new PrecisionTally(0, 0, 0, 0, 0);

  /** One that was flagged. */
  static PrecisionTally flagged(PastCase.Judgement judgement) {
    return switch (judgement) {
      case BAD -> new PrecisionTally(1, 0, 0, 0, 0);
      case FINE -> new PrecisionTally(0, 1, 0, 0, 0);
      case UNKNOWN -> new PrecisionTally(0, 0, 1, 0, 0);
    };
  }

  /** {@return of what was flagged for it and decided, the part that was truly bad} */
  public Proportion precision() {
    return new Proportion(upheld, upheld + dismissed);
  }

  /**
   * {@return of what humans found truly bad in this category, the part that is withheld} What was
   * published and never reviewed is not in it, so it says what a policy would lose, and not what it
   * misses.
   */
  public Proportion recall() {
    return new Proportion(caught, caught + missed);
  }

  /**
   * {@return the counts of both}
   *
   * @param more of other cases
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
