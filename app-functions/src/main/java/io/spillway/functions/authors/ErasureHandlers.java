package io.spillway.functions.authors;

import io.spillway.Authors;
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

  private final Authors authors;

  ErasureHandlers(Authors authors) {
    this.authors = authors;
  }

  Answer erase(Call call) {
    Query query = call.query();
    String name = query.pathName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String streamId = query.id("streamId");
    query.orThrow();
    Erasure erasure = authors.erase(name, streamId, call.caller().name());
    return Answer.json(202, ErasureJson.writePublic(erasure))
        .with("Location", Router.ROOT + "/erasures/" + erasure.id());
  }

  Answer get(Call call) {
    Query query = call.query();
    String id = query.pathId("erasureId");
    query.orThrow();
    Erasure erasure =
        authors.erasure(id).orElseThrow(() -> Refusal.notFound("There is no erasure with this id"));
    return Answer.json(200, ErasureJson.writePublic(erasure));
  }
}
