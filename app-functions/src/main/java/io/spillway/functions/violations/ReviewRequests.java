package io.spillway.functions.violations;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.Decision;
import io.spillway.InvalidInputException;
import io.spillway.functions.access.Caller;
import io.spillway.functions.http.Body;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Request for a review decision.
 *
 * @param count the number of violations in a bulk decision; null otherwise
 * @param bulkId the id of a previewed bulk decision; null otherwise
 */
record ReviewRequests(Decision decision, @Nullable Integer count, @Nullable String bulkId) {

  private static final String STATES = "must be upheld, dismissed, reopened or escalated";

  /** Parses a decision on one violation. */
  static Decision one(HttpRequestMessage<Optional<String>> request, Caller caller) {
    Body body = Body.of(request);
    String token = body.fields().text("claimToken");
    return read(body, caller, token, null, null).decision();
  }

  /** Parses a bulk decision. */
  static ReviewRequests many(HttpRequestMessage<Optional<String>> request, Caller caller) {
    Body body = Body.of(request);
    Integer count = body.fields().wholeNumber("count");
    String bulkId = body.fields().text("bulkId");
    return read(body, caller, null, count, bulkId);
  }

  /** Parses the target state of a bulk decision's preview. */
  static ViolationState previewed(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    String state = body.fields().text("state");
    body.orThrow();
    return state(state);
  }

  private static ReviewRequests read(
      Body body,
      Caller caller,
      @Nullable String token,
      @Nullable Integer count,
      @Nullable String bulkId) {
    String state = body.fields().text("state");
    String reason = body.fields().text("reason");
    String note = body.fields().text("note");
    body.orThrow();
    Decision decision = new Decision(state(state), reason(reason), note, caller.name(), token);
    return new ReviewRequests(decision, count, bulkId);
  }

  private static ViolationState state(@Nullable String state) {
    return Codes.parse(ViolationState.class, state == null ? "" : state)
        .orElseThrow(() -> new InvalidInputException("state", STATES));
  }

  private static @Nullable ReasonCode reason(@Nullable String reason) {
    return reason == null
        ? null
        : ReasonCode.ofCode(reason)
            .orElseThrow(() -> new InvalidInputException("reason", "is not a known reason code"));
  }
}
