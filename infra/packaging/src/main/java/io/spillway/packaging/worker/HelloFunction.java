package io.spillway.packaging.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;

/** Minimal function app, the baseline of the cold start. */
public final class HelloFunction {

  @FunctionName("HelloFunction")
  public HttpResponseMessage answer(
      @HttpTrigger(name = "request", authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return request.createResponseBuilder(HttpStatus.OK).body("hello").build();
  }
}
