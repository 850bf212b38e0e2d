package io.spillway.functions.authors;

import io.spillway.Authors;
import io.spillway.RestrictionRequest;
import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.wire.Codes;
import io.spillway.wire.JsonFields;
import io.spillway.wire.PageJson;
import io.spillway.wire.RestrictionJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Handlers for restricting authors. */
final class RestrictionHandlers {

  private final Authors authors;
  private final InstantSource clock;

  RestrictionHandlers(Authors authors, InstantSource clock) {
    this.authors = authors;
    this.clock = clock;
  }

  ApiResponse restrict(Call call) {
    Body body = Body.of(call.request());
    InputCheck check = new InputCheck();
    JsonFields fields = body.fields();
    Query query = call.query();
    RestrictionRequest request =
        RestrictionRequest.of(fields.text("author"))
            .inStream(query.id("streamId"))
            .with(effect(body), end(fields, check))
            .slowedBy(fields.wholeNumber("slowSeconds"))
            .because(
                body.code("reason", ReasonCode::ofCode, "is not a known reason code"),
                fields.text("note"))
            .by(call.caller().name());
    body.orThrow(check.problems());
    query.orThrow();
    return ApiResponse.json(200, RestrictionJson.write(authors.restrict(request)));
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    String stream = query.id("streamId");
    String author = query.name("author", MessageIntake.MAX_AUTHOR_LENGTH);
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200,
        PageJson.write(
            authors.restrictions(stream == null ? null : new Scope(stream), author, page),
            RestrictionJson::write));
  }

  ApiResponse lift(Call call) {
    Body body = Body.of(call.request());
    String author = body.fields().text("author");
    String note = body.fields().text("note");
    body.orThrow();
    Query query = call.query();
    String stream = query.id("streamId");
    query.orThrow();
    Restriction lifted =
        authors
            .lift(author, stream, note, call.caller().name())
            .orElseThrow(
                () -> ProblemException.notFound("No restriction of this author in this scope"));
    return ApiResponse.json(200, RestrictionJson.write(lifted));
  }

  private static @Nullable RestrictionEffect effect(Body body) {
    return body.code(
        "effect",
        text -> Codes.parse(RestrictionEffect.class, text),
        "must be slow, hold or refuse");
  }

  /** Returns the end, given as {@code until} or in {@code minutes} from now. */
  private @Nullable Instant end(JsonFields fields, InputCheck check) {
    Instant until = fields.instant("until");
    Integer minutes = fields.wholeNumber("minutes");
    if (minutes == null) {
      return until;
    }
    if (until != null) {
      check.reject("minutes", "must not be given together with until");
    }
    int length = check.number("minutes", minutes, 1, RestrictionRequest.MAX_DAYS * 24 * 60);
    return clock.instant().plus(Duration.ofMinutes(length));
  }
}
