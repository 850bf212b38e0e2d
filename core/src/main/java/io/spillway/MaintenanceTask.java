package io.spillway;

/** A part of the periodic work of a {@link Moderation}. */
public enum MaintenanceTask {
  /** Finishes effects of decisions that a failure or a crash left owed. */
  SETTLE_DECISIONS,
  /** Asks the classifier about messages that were published while it failed. */
  RECHECK_UNMODERATED,
  /** Goes on with requested erasures. */
  ERASE_AUTHORS
}
