package io.spillway;

/**
 * Consequences of viewers' reports about a published message.
 *
 * @param withholdAt the weight of reports from which on a message is withheld until a moderator
 *     decides, 0 to {@value #MAX_WEIGHT}; 0 for never
 */
public record ReportRules(double withholdAt) {

  /** Highest {@link #withholdAt()}. */
  public static final int MAX_WEIGHT = 100;

  /** Reports withhold nothing; a moderator decides. */
  public static final ReportRules OFF = new ReportRules(0);
}
