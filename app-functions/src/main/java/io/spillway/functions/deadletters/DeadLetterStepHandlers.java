package io.spillway.functions.deadletters;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.DeadLetters;
import io.spillway.InvalidInputException;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.ETag;
import io.spillway.ports.queue.Payload;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handlers for changing one dead letter. */
final class DeadLetterStepHandlers {

  private final DeadLetters deadLetters;
  private final DeadLetterResponses responses;

  DeadLetterStepHandlers(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
    this.responses = new DeadLetterResponses(deadLetters);
  }

  ApiResponse edit(Call call) {
    String version = ETag.require(call.request());
    Body body = Body.of(call.request());
    String text = body.fields().text("payload");
    String base64 = body.fields().text("payloadBase64");
    String reason = body.fields().text("reason");
    body.orThrow();
    Payload payload = payload(text, base64);
    return responses.of(
        deadLetters.edit(
            call.path("deadLetterId"), version, payload, reason, call.caller().name()));
  }

  ApiResponse discard(Call call) {
    String version = ETag.require(call.request());
    String reason = reason(call.request());
    return responses.of(
        deadLetters.discard(call.path("deadLetterId"), version, reason, call.caller().name()));
  }

  ApiResponse restore(Call call) {
    String version = ETag.require(call.request());
    String reason = reason(call.request());
    return responses.of(
        deadLetters.restore(call.path("deadLetterId"), version, reason, call.caller().name()));
  }

  ApiResponse stopRetries(Call call) {
    String version = ETag.require(call.request());
    String reason = reason(call.request());
    return responses.of(
        deadLetters.stopRetries(call.path("deadLetterId"), version, reason, call.caller().name()));
  }

  private static @Nullable String reason(HttpRequestMessage<Optional<String>> request) {
    Body body = Body.of(request);
    String reason = body.fields().text("reason");
    body.orThrow();
    return reason;
  }

  private static Payload payload(@Nullable String text, @Nullable String base64) {
    if ((text == null) == (base64 == null)) {
      throw new InvalidInputException(
          "payload", "is required, or payloadBase64: exactly one of the two");
    }
    try {
      return text == null ? Payload.of(Base64.getDecoder().decode(base64)) : Payload.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("payloadBase64", "must be Base64");
    }
  }
}
