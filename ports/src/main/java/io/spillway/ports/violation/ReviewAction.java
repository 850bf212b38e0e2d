package io.spillway.ports.violation;

/** Action in a review. */
public enum ReviewAction {
  /** The message was withheld; always the first entry. */
  HOLD,
  /** A moderator confirmed the violation. */
  UPHOLD,
  /** A moderator dismissed the violation. */
  DISMISS,
  /** The case was reopened for another decision. */
  REOPEN,
  /** A moderator escalated the case to another one. */
  ESCALATE,
  /** The moderator undid the previous action. */
  UNDO,
  /** A moderator withheld a published message. */
  WITHHOLD,
  /** Viewers reported a published message. */
  REPORT,
  /** A moderator handed the case over to another one, or took the assignment away. */
  ASSIGN;

  /**
   * {@return the action that leads to a state, other than {@code UNDO}, {@code WITHHOLD} and {@code
   * ASSIGN}; {@code HOLD} for {@code OPEN}}
   *
   * @param to the state after the action
   */
  public static ReviewAction leadingTo(ViolationState to) {
    return switch (to) {
      case OPEN -> HOLD;
      case UPHELD -> UPHOLD;
      case DISMISSED -> DISMISS;
      case REOPENED -> REOPEN;
      case ESCALATED -> ESCALATE;
      case REPORTED -> REPORT;
    };
  }
}
