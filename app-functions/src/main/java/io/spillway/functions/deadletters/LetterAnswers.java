package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.DeadLetterResult;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.LetterStep;
import io.spillway.wire.Codes;
import io.spillway.wire.LedgerEntryJson;

/** Dead letters as answers. */
final class LetterAnswers {

  private LetterAnswers() {}

  static ObjectNode json(Versioned<LedgerEntry> found) {
    return LedgerEntryJson.write(found.value()).put("etag", ETag.of(found.version()));
  }

  static Answer of(Versioned<LedgerEntry> found) {
    return Answer.json(200, json(found)).with("ETag", ETag.of(found.version()));
  }

  /** Throws a {@link Refusal} for a step that was not taken. */
  static Answer of(DeadLetterResult<LedgerEntry> result) {
    if (result instanceof DeadLetterResult.Done<LedgerEntry> done) {
      return of(done.now());
    }
    if (result instanceof DeadLetterResult.Stale<LedgerEntry> stale) {
      LetterStep last = stale.current().value().lastStep();
      throw refusal(
          new Problem(
              412,
              "version-stale",
              "Somebody else was first",
              last.who() + " did: " + Codes.code(last.action()) + ", at " + last.at()),
          stale.current());
    }
    if (result instanceof DeadLetterResult.NotAllowed<LedgerEntry> notAllowed) {
      throw refusal(
          new Problem(
              409,
              "step-not-allowed",
              "The dead letter cannot go there from where it stands",
              notAllowed.reason()),
          notAllowed.current());
    }
    throw notFound();
  }

  static Refusal notFound() {
    return Refusal.notFound("There is no dead letter with this id");
  }

  private static Refusal refusal(Problem problem, Versioned<LedgerEntry> current) {
    LetterStep last = current.value().lastStep();
    ObjectNode body =
        problem
            .json()
            .put("state", Codes.code(current.value().state()))
            .put("decidedBy", last.who())
            .put("decidedAt", last.at().toString());
    return Refusal.of(body).with("ETag", ETag.of(current.version()));
  }
}
