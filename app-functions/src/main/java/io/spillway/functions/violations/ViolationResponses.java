package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ClaimResult;
import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.functions.access.Caller;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.ViolationJson;

/** Maps violations and review results to responses, for all handlers. */
final class ViolationResponses {

  private static final String ME = "me";

  private ViolationResponses() {}

  /**
   * Reads the filter of a call.
   *
   * @param query the call's query, in which {@code assignee=me} means the caller
   */
  static ViolationFilter filter(Query query, Caller caller) {
    String assignee = query.name("assignee", Reviews.MAX_MODERATOR_LENGTH);
    return ViolationFilter.all()
        .assignedTo(ME.equals(assignee) ? caller.name() : assignee)
        .withState(query.code("state", ViolationState.class))
        .inStream(query.id("streamId"))
        .withCategory(
            query.one("category", Category::ofCode, "the categories' names, such as harassment"))
        .withSeverity(query.code("severity", Severity.class))
        .byAuthor(query.text("author", 800))
        .containing(query.text("q", ViolationFilter.MAX_TEXT_LENGTH))
        .withheldFrom(query.instant("from"))
        .withheldBefore(query.instant("to"));
  }

  static ViolationId parse(String id) {
    return ViolationId.parse(id).orElseThrow(ViolationResponses::notFound);
  }

  static ProblemException notFound() {
    return ProblemException.notFound("No violation with this id");
  }

  static ObjectNode json(Versioned<Violation> found) {
    return ViolationJson.shown(found.value()).put("etag", ETag.of(found.version()));
  }

  static ApiResponse answer(Versioned<Violation> found) {
    return ApiResponse.json(200, json(found)).with("ETag", ETag.of(found.version()));
  }

  static ApiResponse answer(ReviewResult result) {
    if (result instanceof ReviewResult.Decided decided) {
      return answer(decided.violation());
    }
    if (result instanceof ReviewResult.Stale stale) {
      throw stale(stale.current());
    }
    if (result instanceof ReviewResult.NotAllowed notAllowed) {
      throw notAllowed(notAllowed.current(), notAllowed.reason());
    }
    if (result instanceof ReviewResult.Taken taken) {
      throw taken(taken.current(), taken.claim());
    }
    if (result instanceof ReviewResult.ClaimLost lost) {
      throw lost(lost.current());
    }
    throw notFound();
  }

  static ApiResponse answer(ClaimResult result) {
    if (result instanceof ClaimResult.Granted granted) {
      return granted(granted);
    }
    if (result instanceof ClaimResult.Released released) {
      return answer(released.violation());
    }
    if (result instanceof ClaimResult.Taken taken) {
      throw taken(taken.current(), taken.claim());
    }
    if (result instanceof ClaimResult.Lost lost) {
      throw lost(lost.current());
    }
    if (result instanceof ClaimResult.NotAllowed notAllowed) {
      throw notAllowed(notAllowed.current(), notAllowed.reason());
    }
    if (result instanceof ClaimResult.TooMany tooMany) {
      String detail = "You have " + tooMany.most() + " claims; decide or release one first";
      throw ProblemException.of(new Problem(409, "too-many-claims", "Too many claims", detail))
          .with("Retry-After", "60");
    }
    if (result instanceof ClaimResult.NothingWaits) {
      throw nothingWaits();
    }
    throw result instanceof ClaimResult.Contended ? contended() : notFound();
  }

  private static ApiResponse granted(ClaimResult.Granted granted) {
    ObjectNode body = Json.object().put("claimToken", granted.token());
    body.set("violation", json(granted.violation()));
    return ApiResponse.json(200, body).with("ETag", ETag.of(granted.violation().version()));
  }

  private static ProblemException stale(Versioned<Violation> current) {
    AuditEntry last = current.value().lastStep();
    String detail =
        "Current state: " + Codes.code(last.to()) + " (by " + last.who() + " at " + last.at() + ")";
    return refusal(new Problem(412, "version-stale", "Changed meanwhile", detail), current);
  }

  private static ProblemException notAllowed(Versioned<Violation> current, String reason) {
    String title = "Invalid state transition";
    return refusal(new Problem(409, "step-not-allowed", title, reason), current);
  }

  private static ProblemException taken(Versioned<Violation> current, Claim claim) {
    String detail = "Claimed by " + claim.holder() + " until " + claim.until();
    Problem problem = new Problem(409, "claimed", "Claimed by another moderator", detail);
    ObjectNode body =
        body(problem, current)
            .put("claimedBy", claim.holder())
            .put("claimedUntil", claim.until().toString());
    return ProblemException.of(body).with("ETag", ETag.of(current.version()));
  }

  private static ProblemException lost(Versioned<Violation> current) {
    String detail = "Invalid or expired claim token; claim the violation again, or send no token";
    return refusal(new Problem(409, "claim-lost", "Claim lost", detail), current);
  }

  private static ProblemException nothingWaits() {
    String detail = "No unclaimed violation matches the filter";
    return ProblemException.of(new Problem(404, "nothing-waits", "Queue is empty", detail));
  }

  private static ProblemException contended() {
    String detail = "Too many concurrent changes; try again";
    return ProblemException.of(new Problem(409, "contended", "Too many requests", detail))
        .with("Retry-After", "1");
  }

  private static ProblemException refusal(Problem problem, Versioned<Violation> current) {
    return ProblemException.of(body(problem, current)).with("ETag", ETag.of(current.version()));
  }

  private static ObjectNode body(Problem problem, Versioned<Violation> current) {
    AuditEntry last = current.value().lastStep();
    return problem
        .json()
        .put("state", Codes.code(current.value().state()))
        .put("decidedBy", last.who())
        .put("decidedAt", last.at().toString());
  }
}
