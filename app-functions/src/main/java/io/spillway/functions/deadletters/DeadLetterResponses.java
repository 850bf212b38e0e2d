package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.DeadLetterResult;
import io.spillway.DeadLetters;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.wire.Codes;
import io.spillway.wire.LedgerEntryJson;

/** Maps dead letters to responses. */
final class DeadLetterResponses {

  private final DeadLetters deadLetters;

  DeadLetterResponses(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  ObjectNode json(Versioned<LedgerEntry> found) {
    LedgerEntry entry = found.value();
    ObjectNode node = LedgerEntryJson.write(entry).put("redrives", entry.redrives());
    deadLetters.warnings(entry).forEach(node.putArray("warnings")::add);
    return node.put("etag", ETag.of(found.version()));
  }

  ApiResponse of(Versioned<LedgerEntry> found) {
    return ApiResponse.json(200, json(found)).with("ETag", ETag.of(found.version()));
  }

  /** Maps a result to a response. Throws a {@link ProblemException} for a rejected transition. */
  ApiResponse of(DeadLetterResult<LedgerEntry> result) {
    if (result instanceof DeadLetterResult.Done<LedgerEntry> done) {
      return of(done.now());
    }
    if (result instanceof DeadLetterResult.Stale<LedgerEntry> stale) {
      DeadLetterAuditEntry last = stale.current().value().lastStep();
      throw refusal(
          new Problem(
              412,
              "version-stale",
              "Changed meanwhile",
              "Last change: "
                  + Codes.code(last.action())
                  + " by "
                  + last.who()
                  + " at "
                  + last.at()),
          stale.current());
    }
    if (result instanceof DeadLetterResult.NotAllowed<LedgerEntry> notAllowed) {
      throw refusal(
          new Problem(409, "step-not-allowed", "Invalid state transition", notAllowed.reason()),
          notAllowed.current());
    }
    throw notFound();
  }

  static ProblemException notFound() {
    return ProblemException.notFound("No dead letter with this id");
  }

  private static ProblemException refusal(Problem problem, Versioned<LedgerEntry> current) {
    DeadLetterAuditEntry last = current.value().lastStep();
    ObjectNode body =
        problem
            .json()
            .put("state", Codes.code(current.value().state()))
            .put("decidedBy", last.who())
            .put("decidedAt", last.at().toString());
    return ProblemException.of(body).with("ETag", ETag.of(current.version()));
  }
}
