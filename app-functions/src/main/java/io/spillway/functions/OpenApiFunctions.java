package io.spillway.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.entry.Answer;
import io.spillway.functions.entry.HttpEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The description of the API, for people and tools. */
public final class OpenApiFunctions {

  private final HttpEntry http;

  public OpenApiFunctions(HttpEntry http) {
    this.http = http;
  }

  @FunctionName("GetOpenApi")
  public HttpResponseMessage document(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "openapi.json")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerAnyone(
        request, context, () -> new Answer(200, "application/json", read(), Map.of()));
  }

  static String read() {
    try (InputStream document = OpenApiFunctions.class.getResourceAsStream("openapi.json")) {
      return new String(Objects.requireNonNull(document).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
