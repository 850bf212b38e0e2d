package io.spillway.functions.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.DeadLetters;
import io.spillway.core.InputCheck;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Codes;
import io.spillway.wire.DeadLetterGroupsJson;
import io.spillway.wire.GroupNoteJson;
import io.spillway.wire.Json;
import io.spillway.wire.PageJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handlers for listing and reading dead letters. */
final class DeadLetterHandlers {

  private final DeadLetters deadLetters;
  private final DeadLetterResponses responses;

  DeadLetterHandlers(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
    this.responses = new DeadLetterResponses(deadLetters);
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    DeadLetterFilter filter = DeadLetterSelection.filter(query);
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(200, PageJson.write(deadLetters.list(filter, page), responses::json));
  }

  ApiResponse groups(Call call) {
    Query query = call.query();
    DeadLetterFilter filter = DeadLetterSelection.filter(query);
    DeadLetterGrouping given = query.code("groupBy", DeadLetterGrouping.class);
    DeadLetterGrouping by = given == null ? DeadLetterGrouping.CAUSE : given;
    int limit = query.limit();
    query.orThrow();
    DeadLetterGroups groups = deadLetters.groups(filter, by, limit);
    return ApiResponse.json(200, DeadLetterGroupsJson.write(groups, deadLetters.notes(groups)));
  }

  /** Sets the note about a group; an empty text deletes it. */
  ApiResponse setNote(Call call) {
    Body body = Body.of(call.request());
    InputCheck check = new InputCheck();
    DeadLetterGrouping by = grouping(body.fields().text("groupBy"), check);
    String key = body.fields().text("key");
    String text = body.fields().text("text");
    body.orThrow();
    check.orThrow();
    Optional<GroupNote> note = deadLetters.setNote(by, key, text, call.caller().name());
    ObjectNode node = Json.object().put("groupBy", Codes.code(by)).put("key", key);
    node.set("note", note.map(GroupNoteJson::writeInGroup).orElse(null));
    return ApiResponse.json(200, node);
  }

  private static DeadLetterGrouping grouping(@Nullable String code, InputCheck check) {
    Optional<DeadLetterGrouping> by =
        Codes.parse(DeadLetterGrouping.class, code == null ? "" : code);
    if (by.isEmpty()) {
      check.reject("groupBy", "must be one of cause, type, stream, exception");
    }
    return by.orElse(DeadLetterGrouping.CAUSE);
  }

  ApiResponse get(Call call) {
    return responses.of(require(call.path("deadLetterId")));
  }

  /** Returns the last edited payload, byte for byte; the original one if it was never edited. */
  ApiResponse payload(Call call) {
    Query query = call.query();
    boolean original =
        Boolean.TRUE.equals(query.one("original", DeadLetterHandlers::flag, "true, false"));
    query.orThrow();
    LedgerEntry entry = require(call.path("deadLetterId")).value();
    Payload arrived = entry.original();
    Payload payload = original && arrived != null ? arrived : entry.letter().arrival().payload();
    return ApiResponse.download(payload.bytes(), "payload.bin");
  }

  private Versioned<LedgerEntry> require(String deadLetterId) {
    return deadLetters.find(deadLetterId).orElseThrow(DeadLetterResponses::notFound);
  }

  private static Optional<Boolean> flag(String text) {
    return Optional.of(text).filter(t -> t.matches("true|false")).map(Boolean::valueOf);
  }
}
