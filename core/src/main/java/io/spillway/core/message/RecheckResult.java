package io.spillway.core.message;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Result of one run of the {@link RecheckSweep}.
 *
 * @param allowed the number of messages that were cleared and stay published
 * @param withdrawn the number of messages that were withdrawn because they were flagged or had used
 *     up their rechecks
 * @param inVain the number of messages without an answer, while others were answered
 * @param outage the classifier's failure that ended the run early; null for none
 */
public record RecheckResult(int allowed, int withdrawn, int inVain, @Nullable Failure outage) {

  /** Result of a run during a pause. */
  public static final RecheckResult NOTHING = new RecheckResult(0, 0, 0, null);
}
