package io.spillway.core.message;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the {@link RecheckSweep} did.
 *
 * @param allowed messages that were found fit and stay published
 * @param withdrawn messages that were found unfit, or that the classifier could not be asked about
 *     again, and were taken from the readers
 * @param inVain messages about which there was no answer though others were answered
 * @param outage why the run ended early; null when it did not
 */
public record RecheckResult(int allowed, int withdrawn, int inVain, @Nullable Failure outage) {

  /** A run that had to wait. */
  public static final RecheckResult NOTHING = new RecheckResult(0, 0, 0, null);
}
