package io.spillway.functions.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidField;
import io.spillway.core.InvalidInputException;
import io.spillway.core.message.MessageDraft;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.message.Receipt;
import io.spillway.core.moderation.StandingEffect;
import io.spillway.core.standing.Standing;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.Refusal;
import io.spillway.functions.http.StreamPage;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.Violation;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.MessageJson;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Messages in and out. */
public final class MessageFunctions {

  /** The stream of messages that name none, as the seed's do. */
  static final String DEFAULT_STREAM = "main";

  private static final Map<String, String> SEED_NAMES =
      Map.of("author", "username", "text", "message");

  private final HttpEntry http;
  private final MessageIntake intake;
  private final MessageStore messages;

  public MessageFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.intake = spillway.messageIntake();
    this.messages = spillway.adapters().messages();
  }

  @FunctionName("SendMessage")
  public HttpResponseMessage send(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/messages")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> {
          Body body = Body.of(request);
          JsonFields fields = body.fields();
          MessageDraft draft =
              new MessageDraft(
                  streamId, fields.text("messageId"), fields.text("author"), fields.text("text"));
          body.orThrow();
          return answer(intake.accept(draft));
        });
  }

  /** The seed's shape: {@code {username, message, streamId?}}. */
  @FunctionName("SendSeedMessage")
  public HttpResponseMessage sendSeedShape(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "message")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(request, context, Role.APP, caller -> answer(acceptSeedShape(request)));
  }

  @FunctionName("ListMessages")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/messages")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> StreamPage.of(request, streamId, messages::list, MessageJson::writePublic));
  }

  @FunctionName("GetMessage")
  public HttpResponseMessage get(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/messages/{messageId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      @BindingName("messageId") String messageId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> {
          Query query = new Query(request);
          String stream = query.pathId("streamId", streamId);
          String id = query.pathId("messageId", messageId);
          query.orThrow();
          Message message =
              messages
                  .find(stream, id)
                  .orElseThrow(() -> Refusal.notFound("No message with this id can be read"));
          return Answer.json(200, MessageJson.writePublic(message));
        });
  }

  private Receipt acceptSeedShape(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    JsonFields fields = body.fields();
    String streamId = Objects.requireNonNullElse(fields.text("streamId"), DEFAULT_STREAM);
    MessageDraft draft =
        new MessageDraft(
            streamId, fields.text("messageId"), fields.text("username"), fields.text("message"));
    body.orThrow();
    try {
      return intake.accept(draft);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(e.fields().stream().map(MessageFunctions::seedName).toList());
    }
  }

  private static InvalidField seedName(InvalidField bad) {
    return new InvalidField(SEED_NAMES.getOrDefault(bad.field(), bad.field()), bad.message());
  }

  private static Answer answer(Receipt receipt) {
    if (receipt instanceof Receipt.Held held) {
      return Answer.json(202, held(held.violation()));
    }
    Receipt.Published published = (Receipt.Published) receipt;
    Message message = published.message();
    ObjectNode node = MessageJson.writePublic(message);
    Standing author = published.author();
    if (author.effect() != StandingEffect.NONE) {
      node.putObject("standing")
          .put("strikes", author.strikes())
          .put("effect", Codes.code(author.effect()));
    }
    String location =
        HttpEntry.ROOT + "/streams/" + message.streamId() + "/messages/" + message.messageId();
    return Answer.json(201, node).with("Location", location);
  }

  private static ObjectNode held(Violation violation) {
    return Json.object()
        .put("status", "held")
        .put("violationId", violation.id().toString())
        .put("category", violation.verdict().category().code())
        .put("severity", violation.verdict().severity().name());
  }
}
