package io.spillway.ports.violation;

/** What a step of a review does. */
public enum ReviewAction {
  /** The message was withheld: the first step, and no other. */
  HOLD,
  /** A moderator agreed. */
  UPHOLD,
  /** A moderator disagreed. */
  DISMISS,
  /** It is to be decided once more. */
  REOPEN,
  /** A moderator left it to another one. */
  ESCALATE,
  /** The step before was taken back by who had taken it. */
  UNDO;

  /**
   * {@return what leads to a state, unless it is taking back a step; {@code HOLD} for {@code OPEN}}
   *
   * @param to the state after the step
   */
  public static ReviewAction leadingTo(ViolationState to) {
    return switch (to) {
      case OPEN -> HOLD;
      case UPHELD -> UPHOLD;
      case DISMISSED -> DISMISS;
      case REOPENED -> REOPEN;
      case ESCALATED -> ESCALATE;
    };
  }
}
