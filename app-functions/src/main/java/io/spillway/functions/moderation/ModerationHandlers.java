package io.spillway.functions.moderation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.InvalidInputException;
import io.spillway.UnmoderatedBacklog;
import io.spillway.UnmoderatedMessages;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.ports.Backlog;
import io.spillway.ports.Health;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.MessageJson;
import org.jspecify.annotations.Nullable;

/** Handlers for the state of moderation. */
final class ModerationHandlers {

  private final UnmoderatedMessages unmoderated;
  private final ContentClassifier classifier;
  private final MessageStore messages;

  ModerationHandlers(
      UnmoderatedMessages unmoderated, ContentClassifier classifier, MessageStore messages) {
    this.unmoderated = unmoderated;
    this.classifier = classifier;
    this.messages = messages;
  }

  private enum Decision {
    KEEP,
    WITHHOLD
  }

  ApiResponse health(Call call) {
    call.query().orThrow();
    return ApiResponse.json(200, health());
  }

  ApiResponse listUnmoderated(Call call) {
    Query query = call.query();
    int limit = query.limit();
    query.orThrow();
    ObjectNode node = Json.object();
    ArrayNode items = node.putArray("items");
    messages.unmoderated(limit).forEach(message -> items.add(item(message)));
    return ApiResponse.json(200, node);
  }

  ApiResponse decideUnmoderated(Call call) {
    Body body = Body.of(call.request());
    JsonFields fields = body.fields();
    String decision = fields.text("decision");
    String note = fields.text("note");
    body.orThrow();
    return decide(call.path("violationId"), decision(decision), note, call.caller().name());
  }

  private static Decision decision(@Nullable String code) {
    return Codes.parse(Decision.class, code == null ? "" : code)
        .orElseThrow(() -> new InvalidInputException("decision", "must be keep or withhold"));
  }

  private ApiResponse decide(
      String id, Decision decision, @Nullable String note, String moderator) {
    ViolationId message = ViolationId.parse(id).orElseThrow(ModerationHandlers::notFound);
    boolean isDone =
        decision == Decision.KEEP
            ? unmoderated.keep(message, note, moderator)
            : unmoderated.withhold(message, note, moderator);
    if (!isDone) {
      throw notFound();
    }
    return ApiResponse.json(
        200, Json.object().put("id", message.toString()).put("decision", Codes.code(decision)));
  }

  private static ProblemException notFound() {
    return ProblemException.notFound(
        "No unmoderated message with this id; it may have been decided, or another moderator has"
            + " claimed its case");
  }

  private static ObjectNode item(Message message) {
    ObjectNode node = MessageJson.write(message);
    node.put("id", new ViolationId(message.streamId(), message.messageId()).toString());
    return node;
  }

  private ObjectNode health() {
    UnmoderatedBacklog backlog = unmoderated.backlog();
    ObjectNode node = Json.object();
    ObjectNode waiting =
        node.putObject("unmoderated")
            .put("count", backlog.count())
            .put("countedUpTo", Backlog.COUNTED_UP_TO);
    if (backlog.oldest() != null) {
      waiting.put("oldestSentAt", SortableTime.text(backlog.oldest()));
    }
    waiting.put("oldestAgeSeconds", backlog.age().toSeconds()).put("late", backlog.isLate());
    Health health = classifier.health();
    node.putObject("classifier")
        .put("adapter", health.adapter())
        .put("state", Codes.code(health.state()))
        .put("detail", health.detail());
    ObjectNode sweep = node.putObject("recheck");
    unmoderated.lastAnswer().ifPresent(at -> sweep.put("lastAnswerAt", SortableTime.text(at)));
    unmoderated.pausedUntil().ifPresent(at -> sweep.put("pausedUntil", SortableTime.text(at)));
    return node;
  }
}
