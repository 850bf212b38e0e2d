package io.spillway.durable;

/**
 * Choice of the orchestrations that are replayed although their caller has run the first turn.
 *
 * @param every the number of orchestrations of which one is replayed; 1 for all
 * @param keepsHistories whether ended orchestrations keep their histories and inputs
 */
public record ReplayCheck(int every, boolean keepsHistories) {

  /** For tests: replays all orchestrations and keeps their histories. */
  public static final ReplayCheck ALL = new ReplayCheck(1, true);

  public ReplayCheck {
    if (every < 1) {
      throw new IllegalArgumentException("every must be 1 or more: " + every);
    }
  }

  /** Replays the first of each {@code every} orchestrations, and keeps no ended history. */
  public static ReplayCheck oneIn(int every) {
    return new ReplayCheck(every, false);
  }
}
