package io.spillway.functions.moderation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidInputException;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.message.UnmoderatedBacklog;
import io.spillway.core.message.UnmoderatedReview;
import io.spillway.core.message.UnmoderatedReview.Decision;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How moderation is doing. */
public final class ModerationFunctions {

  private final HttpEntry http;
  private final RecheckSweep recheck;
  private final ContentClassifier classifier;
  private final MessageStore messages;
  private final UnmoderatedReview review;

  public ModerationFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.recheck = spillway.recheckSweep();
    Adapters adapters = spillway.adapters();
    this.classifier = adapters.classifier();
    this.messages = adapters.messages();
    this.review =
        new UnmoderatedReview(
            adapters.messages(),
            adapters.violations(),
            adapters.clock(),
            spillway.eventProcessing().telemetry());
  }

  @FunctionName("GetModerationHealth")
  public HttpResponseMessage health(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "moderation/health")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          new Query(request).orThrow();
          return Answer.json(200, health());
        });
  }

  @FunctionName("ListUnmoderated")
  public HttpResponseMessage listUnmoderated(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "moderation/unmoderated")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          int limit = query.limit();
          query.orThrow();
          ObjectNode node = Json.object();
          ArrayNode items = node.putArray("items");
          messages.unmoderated(limit).forEach(message -> items.add(item(message)));
          return Answer.json(200, node);
        });
  }

  @FunctionName("DecideUnmoderated")
  public HttpResponseMessage decideUnmoderated(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "moderation/unmoderated/{violationId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String id,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Body body = Body.of(request);
          JsonFields fields = body.fields();
          String decision = fields.text("decision");
          String note = fields.text("note");
          body.orThrow();
          return decide(id, decision(decision), note, caller.name());
        });
  }

  private static Decision decision(@Nullable String code) {
    return Codes.parse(Decision.class, code == null ? "" : code)
        .orElseThrow(() -> new InvalidInputException("decision", "must be keep or withhold"));
  }

  private Answer decide(String id, Decision decision, @Nullable String note, String moderator) {
    ViolationId message = ViolationId.parse(id).orElseThrow(ModerationFunctions::notFound);
    if (!review.decide(message, decision, note, moderator)) {
      throw notFound();
    }
    return Answer.json(
        200, Json.object().put("id", message.toString()).put("decision", Codes.code(decision)));
  }

  private static Refusal notFound() {
    return Refusal.notFound("No message with this id is unmoderated; it may be decided by now");
  }

  private static ObjectNode item(Message message) {
    ObjectNode node = MessageJson.write(message);
    node.put("id", new ViolationId(message.streamId(), message.messageId()).toString());
    return node;
  }

  private ObjectNode health() {
    UnmoderatedBacklog backlog = recheck.backlog();
    ObjectNode node = Json.object();
    ObjectNode unmoderated = node.putObject("unmoderated").put("count", backlog.count());
    if (backlog.oldest() != null) {
      unmoderated.put("oldestSentAt", SortableTime.text(backlog.oldest()));
    }
    unmoderated.put("oldestAgeSeconds", backlog.age().toSeconds()).put("late", backlog.isLate());
    Health health = classifier.health();
    node.putObject("classifier")
        .put("adapter", health.adapter())
        .put("state", Codes.code(health.state()))
        .put("detail", health.detail());
    ObjectNode sweep = node.putObject("recheck");
    recheck.lastAnswer().ifPresent(at -> sweep.put("lastAnswerAt", SortableTime.text(at)));
    recheck.pausedUntil().ifPresent(at -> sweep.put("pausedUntil", SortableTime.text(at)));
    return node;
  }
}
