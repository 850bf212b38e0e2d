package io.spillway.functions.deadletters;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidInputException;
import io.spillway.core.deadletter.DeadLetterDesk;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.HttpEntry;
import io.spillway.ports.queue.Payload;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators do with one dead letter. */
public final class DeadLetterDeskFunctions {

  private final HttpEntry http;
  private final DeadLetterDesk desk;

  public DeadLetterDeskFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.desk = spillway.deadLetterWork().desk();
  }

  @FunctionName("EditDeadLetter")
  public HttpResponseMessage edit(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.PATCH,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/{deadLetterId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("deadLetterId") String deadLetterId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          String version = ETag.required(request);
          Body body = Body.of(request);
          String text = body.fields().text("payload");
          String base64 = body.fields().text("payloadBase64");
          String reason = body.fields().text("reason");
          body.orThrow();
          Payload payload = payload(text, base64);
          return LetterAnswers.of(desk.edit(deadLetterId, version, payload, reason, caller.name()));
        });
  }

  @FunctionName("DiscardDeadLetter")
  public HttpResponseMessage discard(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/{deadLetterId}/discard")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("deadLetterId") String deadLetterId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          String version = ETag.required(request);
          String reason = reason(request);
          return LetterAnswers.of(desk.discard(deadLetterId, version, reason, caller.name()));
        });
  }

  @FunctionName("RestoreDeadLetter")
  public HttpResponseMessage restore(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dead-letters/{deadLetterId}/restore")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("deadLetterId") String deadLetterId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          String version = ETag.required(request);
          String reason = reason(request);
          return LetterAnswers.of(desk.restore(deadLetterId, version, reason, caller.name()));
        });
  }

  private static @Nullable String reason(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    String reason = body.fields().text("reason");
    body.orThrow();
    return reason;
  }

  private static Payload payload(@Nullable String text, @Nullable String base64) {
    if ((text == null) == (base64 == null)) {
      throw new InvalidInputException("payload", "or payloadBase64 is required: one of the two");
    }
    try {
      return text == null ? Payload.of(Base64.getDecoder().decode(base64)) : Payload.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("payloadBase64", "must be Base64");
    }
  }
}
