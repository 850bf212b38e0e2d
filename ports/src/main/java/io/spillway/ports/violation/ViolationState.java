package io.spillway.ports.violation;

/** How far the review of a violation has come. */
public enum ViolationState {
  /** Waits for a moderator. */
  OPEN,
  /** A moderator agreed: the message stays withheld. */
  UPHELD,
  /** A moderator disagreed: the message is released. */
  DISMISSED,
  /** Decided once, and waits for a moderator again. */
  REOPENED,
  /** A moderator left it to another one, for whom it waits. */
  ESCALATED;

  /** {@return whether it waits for a moderator} */
  public boolean waits() {
    return this != UPHELD && this != DISMISSED;
  }
}
