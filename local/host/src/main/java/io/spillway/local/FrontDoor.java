package io.spillway.local;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import java.util.Map;
import java.util.Optional;

/** Leads who types the server's address into a browser to the dashboard. */
public final class FrontDoor {

  static final String DASHBOARD = HttpEntry.ROOT + "/dashboard";

  private final HttpEntry http;

  FrontDoor(HttpEntry http) {
    this.http = http;
  }

  @FunctionName("OpenDoor")
  public HttpResponseMessage root(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "/")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerAnyone(request, context, FrontDoor::toDashboard);
  }

  @FunctionName("OpenDashboard")
  public HttpResponseMessage dashboard(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "/dashboard")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerAnyone(request, context, FrontDoor::toDashboard);
  }

  private static Answer toDashboard() {
    return new Answer(302, "text/plain; charset=utf-8", "", Map.of("Location", DASHBOARD));
  }
}
