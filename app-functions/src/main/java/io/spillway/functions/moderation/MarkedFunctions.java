package io.spillway.functions.moderation;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidInputException;
import io.spillway.core.message.MarkedMessages;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import io.spillway.wire.PageJson;
import java.util.Optional;

/** Messages that policy published and marked for moderators. */
public final class MarkedFunctions {

  private static final String KEEP = "keep";
  private static final String WITHHOLD = "withhold";

  private final HttpEntry http;
  private final MarkedMessages marked;

  public MarkedFunctions(Spillway spillway, HttpEntry http) {
    Adapters adapters = spillway.adapters();
    this.http = http;
    this.marked =
        new MarkedMessages(
            adapters.messages(),
            adapters.violations(),
            adapters.clock(),
            spillway.eventProcessing().telemetry());
  }

  @FunctionName("ListMarkedMessages")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "moderation/streams/{streamId}/marked")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          PageRequest page = query.page();
          query.orThrow();
          return Answer.json(200, PageJson.write(marked.list(stream, page), MessageJson::write));
        });
  }

  @FunctionName("DecideMarkedMessage")
  public HttpResponseMessage decide(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "moderation/streams/{streamId}/marked/{messageId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      @BindingName("messageId") String messageId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Body body = Body.of(request);
          String decision = body.fields().text("decision");
          body.orThrow();
          if (!KEEP.equals(decision) && !WITHHOLD.equals(decision)) {
            throw new InvalidInputException("decision", "must be keep or withhold");
          }
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          String message = query.pathId("messageId", messageId);
          query.orThrow();
          ViolationId id = new ViolationId(stream, message);
          boolean isDone =
              KEEP.equals(decision)
                  ? marked.keep(id, caller.name())
                  : marked.withhold(id, caller.name()).isPresent();
          if (!isDone) {
            throw Refusal.notFound("There is no marked message with this id");
          }
          return Answer.json(
              200, Json.object().put("violationId", id.toString()).put("decision", decision));
        });
  }
}
