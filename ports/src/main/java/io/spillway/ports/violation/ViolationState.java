package io.spillway.ports.violation;

/** State of a violation's review. */
public enum ViolationState {
  /** Waits for a moderator. */
  OPEN,
  /** Confirmed by a moderator: the message stays withheld. */
  UPHELD,
  /** Dismissed by a moderator: the message is published. */
  DISMISSED,
  /** Decided before, and waiting for a moderator again. */
  REOPENED,
  /** Escalated: waiting for another moderator. */
  ESCALATED,
  /** Reported by viewers and waiting for a moderator; the message is published. */
  REPORTED;

  /** {@return whether it waits for a moderator} */
  public boolean waits() {
    return this != UPHELD && this != DISMISSED;
  }

  /** {@return whether its message is withheld: in every state except DISMISSED and REPORTED} */
  public boolean withholds() {
    return this != DISMISSED && this != REPORTED;
  }
}
