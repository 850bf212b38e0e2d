package io.spillway.core.report;

import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;

/**
 * Moderators' decisions about the messages that a reporter has reported.
 *
 * @param right the number of upheld ones
 * @param wrong the number of dismissed ones
 */
public record Reliability(int right, int wrong) {

  /** Latest reports of a reporter that count. */
  public static final int MAX_REPORTS = 10;

  /** Weight of a report by an ordinary reporter. */
  public static final double FULL_WEIGHT = 1.0;

  /** Weight of a report by a reporter who is wrong most of the time. */
  public static final double REDUCED_WEIGHT = 0.25;

  /** Decisions below which a reporter is not judged. */
  private static final int FEWEST = 3;

  /** A reporter without decided reports. */
  static final Reliability UNKNOWN = new Reliability(0, 0);

  /**
   * {@return the weight of the reporter's next report: {@value #REDUCED_WEIGHT} if at least three
   * of the latest {@value #MAX_REPORTS} reports were decided and most of these dismissed}
   */
  public double weight() {
    return right + wrong >= FEWEST && wrong > right ? REDUCED_WEIGHT : FULL_WEIGHT;
  }

  Reliability plus(Violation reported) {
    if (reported.state() == ViolationState.UPHELD) {
      return new Reliability(right + 1, wrong);
    }
    return reported.state() == ViolationState.DISMISSED ? new Reliability(right, wrong + 1) : this;
  }
}
