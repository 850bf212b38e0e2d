package io.spillway.ports.violation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Pending effect of a decision on the message store. It is stored atomically with the decision, so
 * that the sweep can complete it after a crash.
 */
public enum PendingEffect {
  /** No pending effect: the message store agrees with the state. */
  NONE,
  /** The message must be published; no concurrent withdrawal is possible. */
  RELEASE,
  /**
   * The message must be published again, although it was withdrawn or a withdrawal may be in
   * progress.
   */
  RESTORE,
  /** The message must be withdrawn. */
  WITHDRAW,
  /**
   * The effect was applied and must be reapplied after the longest possible delay of a write,
   * because a stalled process with an older decision may have reverted it in the meantime.
   */
  CONFIRM;

  /** The effects that have not been applied: RELEASE, RESTORE and WITHDRAW. */
  public static final Set<PendingEffect> UNSETTLED =
      Collections.unmodifiableSet(EnumSet.of(RELEASE, RESTORE, WITHDRAW));
}
