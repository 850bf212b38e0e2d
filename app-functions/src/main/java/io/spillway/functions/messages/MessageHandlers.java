package io.spillway.functions.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.MessageDraft;
import io.spillway.Moderation;
import io.spillway.Receipt;
import io.spillway.Standing;
import io.spillway.StandingEffect;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.IdempotencyKey;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Router;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.MessageJson;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handlers for sending messages and reading one. */
final class MessageHandlers {

  /** Default stream, as in the seed's API. */
  static final String DEFAULT_STREAM = "main";

  private static final Map<String, String> SEED_NAMES =
      Map.of("author", "username", "text", "message");

  private final Moderation moderation;
  private final MessageStore messages;

  MessageHandlers(Moderation moderation, MessageStore messages) {
    this.moderation = moderation;
    this.messages = messages;
  }

  ApiResponse send(Call call) {
    Body body = Body.of(call.request());
    JsonFields fields = body.fields();
    String stream = call.path("streamId");
    MessageDraft draft =
        new MessageDraft(
            stream,
            id(call.request(), stream, fields),
            fields.text("author"),
            fields.text("text"),
            fields.texts("roles"));
    body.orThrow();
    return answer(moderation.accept(draft));
  }

  /** Accepts the seed's shape: {@code {username, message, streamId?}}. */
  ApiResponse sendSeedShape(Call call) {
    return answer(acceptSeedShape(call.request()));
  }

  ApiResponse get(Call call) {
    Query query = call.query();
    String stream = query.pathId("streamId");
    String id = query.pathId("messageId");
    query.orThrow();
    Message message =
        messages
            .find(stream, id)
            .orElseThrow(() -> ProblemException.notFound("No public message with this id"));
    return ApiResponse.json(200, MessageJson.writePublic(message));
  }

  ApiResponse report(Call call) {
    Body body = Body.of(call.request());
    ReasonCode reason = body.code("reason", ReasonCode::ofCode, "is not a known reason code");
    String reporter = body.fields().text("reporter");
    String note = body.fields().text("note");
    body.orThrow();
    Query query = call.query();
    String stream = query.pathId("streamId");
    String id = query.pathId("messageId");
    query.orThrow();
    if (!moderation.reports().report(new ViolationId(stream, id), reporter, reason, note)) {
      throw ProblemException.notFound("No public message with this id");
    }
    return ApiResponse.json(202, Json.object().put("status", "received"));
  }

  private Receipt acceptSeedShape(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    JsonFields fields = body.fields();
    String streamId = Objects.requireNonNullElse(fields.text("streamId"), DEFAULT_STREAM);
    MessageDraft draft =
        new MessageDraft(
            streamId,
            id(request, streamId, fields),
            fields.text("username"),
            fields.text("message"));
    body.orThrow();
    try {
      return moderation.accept(draft);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(e.fields().stream().map(MessageHandlers::seedName).toList());
    }
  }

  private static @Nullable String id(
      HttpRequestMessage<?> request, String streamId, JsonFields fields) {
    return IdempotencyKey.idOr(request, "message", streamId, fields.text("messageId"));
  }

  private static InvalidField seedName(InvalidField bad) {
    return new InvalidField(SEED_NAMES.getOrDefault(bad.field(), bad.field()), bad.message());
  }

  private static ApiResponse answer(Receipt receipt) {
    if (receipt instanceof Receipt.Held held) {
      return ApiResponse.json(202, held(held.violation()));
    }
    Receipt.Published published = (Receipt.Published) receipt;
    Message message = published.message();
    ObjectNode node = MessageJson.writePublic(message);
    Standing author = published.author();
    if (author.effect() != StandingEffect.NONE) {
      ObjectNode standing =
          node.putObject("standing")
              .put("strikes", author.strikes())
              .put("effect", Codes.code(author.effect()));
      if (author.restriction() != null) {
        standing.put("until", SortableTime.text(author.restriction().until()));
      }
    }
    String location =
        Router.ROOT + "/streams/" + message.streamId() + "/messages/" + message.messageId();
    return ApiResponse.json(201, node).with("Location", location);
  }

  private static ObjectNode held(Violation violation) {
    return Json.object()
        .put("status", "held")
        .put("violationId", violation.id().toString())
        .put("category", violation.verdict().category().code())
        .put("severity", violation.verdict().severity().name());
  }
}
