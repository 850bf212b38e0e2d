package io.spillway;

/** A part of the periodic work of a {@link Moderation}. */
public enum MaintenanceTask {
  /**
   * Applies effects of decisions that a failure or a crash left pending, and sends the alerts of
   * donations whose messages were released.
   */
  SETTLE_DECISIONS,
  /** Rechecks messages that were published while the classifier failed. */
  RECHECK_UNMODERATED,
  /** Continues requested erasures. */
  ERASE_AUTHORS
}
