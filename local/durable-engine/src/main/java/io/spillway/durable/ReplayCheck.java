package io.spillway.durable;

/**
 * Choice of the orchestrations that are replayed although their caller has run the first turn.
 *
 * @param every the number of orchestrations of which one is replayed; 1 for all
 * @param perSecond the maximum number of these replays a second, so that they cost little at any
 *     rate of orchestrations
 * @param keepsHistories whether ended orchestrations keep their histories and inputs
 */
public record ReplayCheck(int every, int perSecond, boolean keepsHistories) {

  /** For tests: replays all orchestrations and keeps their histories. */
  public static final ReplayCheck ALL = new ReplayCheck(1, Integer.MAX_VALUE, true);

  /** For a host: replays the first of each hundred, at most twenty a second. */
  public static final ReplayCheck SAMPLE = new ReplayCheck(100, 20, false);

  public ReplayCheck {
    if (every < 1 || perSecond < 1) {
      throw new IllegalArgumentException("every and perSecond must be 1 or more");
    }
  }
}
