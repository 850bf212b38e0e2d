package io.spillway.functions.operations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.http.HttpEntry;
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
    return http.answerAnyone(request, context, () -> OpenApiFile.READ.answer(request));
  }
}
