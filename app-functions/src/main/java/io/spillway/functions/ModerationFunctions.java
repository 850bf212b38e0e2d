package io.spillway.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.message.UnmoderatedBacklog;
import io.spillway.functions.entry.Answer;
import io.spillway.functions.entry.HttpEntry;
import io.spillway.functions.entry.Query;
import io.spillway.functions.entry.Role;
import io.spillway.ports.Health;
import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Optional;

/** How moderation is doing. */
public final class ModerationFunctions {

  private final HttpEntry http;
  private final RecheckSweep recheck;
  private final ContentClassifier classifier;

  public ModerationFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.recheck = spillway.recheckSweep();
    this.classifier = spillway.adapters().classifier();
  }

  @FunctionName("GetModerationHealth")
  public HttpResponseMessage health(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
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
