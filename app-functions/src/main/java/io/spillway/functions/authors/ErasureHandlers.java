package io.spillway.functions.authors;

import static java.util.Objects.requireNonNull;

import io.spillway.Authors;
import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Router;
import io.spillway.ports.erasure.Erasure;
import io.spillway.wire.ErasureJson;
import io.spillway.wire.JsonFields;

/** Handlers for erasing an author's data permanently. */
final class ErasureHandlers {

  private final Authors authors;

  ErasureHandlers(Authors authors) {
    this.authors = authors;
  }

  ApiResponse erase(Call call) {
    Query query = call.query();
    String name = query.pathName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String streamId = query.id("streamId");
    query.orThrow();
    return answer(authors.erase(name, streamId, null, call.caller().name()));
  }

  ApiResponse request(Call call) {
    Body body = Body.of(call.request());
    JsonFields fields = body.fields();
    String author = fields.text("author");
    String streamId = fields.text("streamId");
    String reason = fields.text("reason");
    body.orThrow();
    String who = call.caller().name();
    String id = IdempotencyKey.idOr(call.request(), "erasure", "", null);
    if (id == null) {
      return answer(authors.erase(author, streamId, reason, who));
    }
    Erasure erasure = authors.erase(id, author, streamId, reason, who);
    if (!AuthorErasures.isOf(erasure, requireNonNull(author))) {
      throw IdempotencyKey.rejectReused("the erasure of another author");
    }
    return answer(erasure);
  }

  private static ApiResponse answer(Erasure erasure) {
    return ApiResponse.json(202, ErasureJson.writePublic(erasure))
        .with("Location", Router.ROOT + "/erasures/" + erasure.id());
  }

  ApiResponse get(Call call) {
    Query query = call.query();
    String id = query.pathId("erasureId");
    query.orThrow();
    Erasure erasure =
        authors.erasure(id).orElseThrow(() -> ProblemException.notFound("No erasure with this id"));
    return ApiResponse.json(200, ErasureJson.writePublic(erasure));
  }
}
