package io.spillway.functions.authors;

import io.spillway.Authors;
import io.spillway.core.message.MessageIntake;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.AuthorNote;
import io.spillway.wire.AuthorNoteJson;
import io.spillway.wire.PageJson;

/** Handlers for moderators' notes about authors. */
final class NoteHandlers {

  private final Authors authors;

  NoteHandlers(Authors authors) {
    this.authors = authors;
  }

  ApiResponse add(Call call) {
    Body body = Body.of(call.request());
    String author = body.fields().text("author");
    String text = body.fields().text("text");
    body.orThrow();
    Query query = call.query();
    String stream = query.id("streamId");
    query.orThrow();
    String who = call.caller().name();
    String id = IdempotencyKey.idOr(call.request(), "note", who, null);
    AuthorNote note =
        id == null
            ? authors.addNote(author, stream, text, who)
            : authors.addNote(id, author, stream, text, who);
    if (!note.text().equals(text)) {
      throw IdempotencyKey.rejectReused("a note with another text");
    }
    return ApiResponse.json(201, AuthorNoteJson.write(note));
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    String author = query.requiredName("author", MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = query.id("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(authors.notes(author, stream, page), AuthorNoteJson::write));
  }
}
