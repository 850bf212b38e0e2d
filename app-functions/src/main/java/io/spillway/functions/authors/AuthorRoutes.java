package io.spillway.functions.authors;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;
import static io.spillway.functions.access.Role.MODERATOR;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.Authors;
import io.spillway.Moderation;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import java.time.InstantSource;
import java.util.List;

/** Routes for authors: standing, restrictions, notes, appeals, export and erasure. */
public final class AuthorRoutes {

  private AuthorRoutes() {}

  /** Returns the routes below a stream and a violation: standing and appeals. */
  public static List<Route> belowOthers(Authors people) {
    AuthorHandlers authors = new AuthorHandlers(people);
    return List.of(
        new Route("GetAuthor", GET, "streams/{streamId}/authors/{author}", MODERATOR, authors::get),
        new Route(
            "GetAuthorStanding", GET, "streams/{streamId}/authors", MODERATOR, authors::getByQuery),
        new Route(
            "AppealViolation", POST, "violations/{violationId}/appeal", APP, authors::appeal));
  }

  /**
   * Returns the routes by author.
   *
   * @param clock the current time, for restrictions given in minutes
   */
  public static List<Route> of(Moderation moderation, Stores stores, InstantSource clock) {
    Authors people = moderation.authors();
    AuthorPageHandlers pages = new AuthorPageHandlers(moderation, stores);
    RestrictionHandlers restrictions = new RestrictionHandlers(people, clock);
    NoteHandlers notes = new NoteHandlers(people);
    ErasureHandlers erasures = new ErasureHandlers(people);
    ExportHandlers exports = new ExportHandlers(people);
    return List.of(
        new Route("GetAuthorPage", GET, "authors", MODERATOR, pages::page),
        new Route("ListAuthorMessages", GET, "authors/messages", MODERATOR, pages::messages),
        new Route("ListAuthorReports", GET, "authors/reports", MODERATOR, pages::reports),
        new Route("ListAuthorNotes", GET, "authors/notes", MODERATOR, notes::list),
        new Route("AddAuthorNote", POST, "authors/notes", MODERATOR, notes::add),
        new Route("RestrictAuthor", POST, "restrictions", MODERATOR, restrictions::restrict),
        new Route("ListRestrictions", GET, "restrictions", MODERATOR, restrictions::list),
        new Route("LiftRestriction", POST, "restrictions/lift", MODERATOR, restrictions::lift),
        new Route("ExportAuthor", GET, "authors/export", OPERATOR, exports::export),
        new Route("EraseAuthor", DELETE, "authors/{author}", OPERATOR, erasures::erase),
        new Route("RequestErasure", POST, "erasures", OPERATOR, erasures::request),
        new Route("GetErasure", GET, "erasures/{erasureId}", OPERATOR, erasures::get));
  }
}
