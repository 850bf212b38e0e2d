package io.spillway.functions.authors;

import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.http.Router;
import io.spillway.ports.erasure.Erasure;
import io.spillway.wire.ErasureJson;

/** Deleting for good what an author wrote. */
final class ErasureHandlers {

  private final AuthorErasures erasures;

  ErasureHandlers(AuthorErasures erasures) {
    this.erasures = erasures;
  }

  Answer erase(Call call) {
    Query query = call.query();
    String name = query.pathName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String streamId = query.id("streamId");
    query.orThrow();
    Erasure erasure = erasures.request(name, streamId, call.caller().name());
    return Answer.json(202, ErasureJson.writePublic(erasure))
        .with("Location", Router.ROOT + "/erasures/" + erasure.id());
  }

  Answer get(Call call) {
    Query query = call.query();
    String id = query.pathId("erasureId");
    query.orThrow();
    Erasure erasure =
        erasures.find(id).orElseThrow(() -> Refusal.notFound("There is no erasure with this id"));
    return Answer.json(200, ErasureJson.writePublic(erasure));
  }
}
