package io.spillway.core.violation;

import io.spillway.core.InputCheck;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reasons for acting against a message or its author: those for upholding a violation. */
public final class Reasons {

  private Reasons() {}

  /**
   * Checks a required reason.
   *
   * @param check the check that collects the problem
   * @param reason the reason; null if missing
   * @return the reason; {@code OTHER_RULE}, with the field rejected, if missing or unsuitable
   */
  public static ReasonCode require(InputCheck check, @Nullable ReasonCode reason) {
    Set<ReasonCode> allowed = ReviewRules.reasons(ViolationState.UPHELD);
    if (reason != null && allowed.contains(reason)) {
      return reason;
    }
    check.reject("reason", reason == null ? "is required" : "must be one of " + codes(allowed));
    return ReasonCode.OTHER_RULE;
  }

  /** Returns the codes of reasons, for an error. */
  static String codes(Set<ReasonCode> reasons) {
    return reasons.stream().map(ReasonCode::code).collect(Collectors.joining(", "));
  }
}
