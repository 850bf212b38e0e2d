package io.spillway.functions.authors;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;
import static io.spillway.functions.access.Role.MODERATOR;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.Authors;
import io.spillway.functions.http.Route;
import java.util.List;

/** Routes for authors, their appeals, export and erasure. */
public final class AuthorRoutes {

  private AuthorRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(Authors people) {
    AuthorHandlers authors = new AuthorHandlers(people);
    ErasureHandlers erasures = new ErasureHandlers(people);
    ExportHandlers exports = new ExportHandlers(people);
    return List.of(
        new Route("GetAuthor", GET, "streams/{streamId}/authors/{author}", MODERATOR, authors::get),
        new Route("AppealViolation", POST, "violations/{violationId}/appeal", APP, authors::appeal),
        new Route("ExportAuthor", GET, "authors/export", OPERATOR, exports::export),
        new Route("EraseAuthor", DELETE, "authors/{author}", OPERATOR, erasures::erase),
        new Route("RequestErasure", POST, "erasures", OPERATOR, erasures::request),
        new Route("GetErasure", GET, "erasures/{erasureId}", OPERATOR, erasures::get));
  }
}
