package io.spillway.functions.authors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.Moderation;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.wire.AuthorNoteJson;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import io.spillway.wire.PageJson;
import io.spillway.wire.ReportJson;
import io.spillway.wire.RestrictionJson;
import io.spillway.wire.ViolationJson;
import org.jspecify.annotations.Nullable;

/** Handlers for everything that moderators know about an author. */
final class AuthorPageHandlers {

  /** Items of each kind on the page. */
  private static final PageRequest LATEST = PageRequest.first(20);

  private final Moderation moderation;
  private final Stores stores;

  AuthorPageHandlers(Moderation moderation, Stores stores) {
    this.moderation = moderation;
    this.stores = stores;
  }

  /** Answers with the latest of each kind; the listings by author have the rest. */
  ApiResponse page(Call call) {
    Query query = call.query();
    String author = query.requiredName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = query.id("streamId");
    query.orThrow();
    ObjectNode node = Json.object().put("author", author);
    if (stream != null) {
      node.put("streamId", stream);
      node.set("standing", AuthorHandlers.standing(moderation.authors().history(stream, author)));
    }
    MessageFilter written = MessageFilter.all().inStream(stream).byAuthor(author);
    node.set(
        "messages",
        PageJson.write(
            stores.messageArchive().list(written, MessageOrder.NEWEST_FIRST, LATEST),
            MessageJson::write));
    putViolations(node, author, stream);
    node.set(
        "restrictions",
        PageJson.write(
            moderation
                .authors()
                .restrictions(stream == null ? null : new Scope(stream), author, LATEST),
            RestrictionJson::write));
    putReports(node, author, stream);
    node.set(
        "notes",
        PageJson.write(moderation.authors().notes(author, stream, LATEST), AuthorNoteJson::write));
    return ApiResponse.json(200, node);
  }

  /** Lists an author's published messages, newest first. */
  ApiResponse messages(Call call) {
    Query query = call.query();
    MessageFilter filter =
        MessageFilter.all()
            .byAuthor(query.requiredName("author", MessageIntake.MAX_AUTHOR_LENGTH))
            .inStream(query.id("streamId"))
            .sentFrom(query.instant("from"))
            .sentBefore(query.instant("to"));
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200,
        PageJson.write(
            stores.messageArchive().list(filter, MessageOrder.NEWEST_FIRST, page),
            MessageJson::write));
  }

  /** Lists the reports of an author's messages, or those by a reporter. */
  ApiResponse reports(Call call) {
    Query query = call.query();
    String author = query.name("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String reporter = query.name("reporter", MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = query.id("streamId");
    PageRequest page = query.page();
    query.orThrow();
    ReportFilter filter = ReportFilter.all().inStream(stream).about(author).by(reporter);
    return ApiResponse.json(
        200, PageJson.write(moderation.reports().list(filter, page), ReportJson::write));
  }

  private void putViolations(ObjectNode node, String author, @Nullable String stream) {
    ViolationFilter filter = ViolationFilter.all().inStream(stream).byAuthor(author);
    node.set(
        "violations",
        PageJson.write(
            stores.violationArchive().list(filter, LATEST),
            found -> ViolationJson.shown(found.value())));
  }

  private void putReports(ObjectNode node, String author, @Nullable String stream) {
    ReportFilter inStream = ReportFilter.all().inStream(stream);
    node.set(
        "reports",
        PageJson.write(
            moderation.reports().list(inStream.about(author), LATEST), ReportJson::write));
    ObjectNode made =
        PageJson.write(moderation.reports().list(inStream.by(author), LATEST), ReportJson::write);
    node.set("reportsMade", made.put("weight", moderation.reports().weight(author)));
  }
}
