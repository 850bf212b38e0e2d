package io.spillway.functions.operations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Refusal;
import java.util.Optional;

/**
 * The dashboard: a page, its scripts and its styles, the same for everyone. They hold no data; what
 * they ask the API for needs a role.
 */
public final class DashboardFunctions {

  private final HttpEntry http;

  public DashboardFunctions(HttpEntry http) {
    this.http = http;
  }

  @FunctionName("GetDashboard")
  public HttpResponseMessage page(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dashboard")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerAnyone(request, context, () -> DashboardFile.page().answer(request));
  }

  @FunctionName("GetDashboardFile")
  public HttpResponseMessage file(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "dashboard/{file}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("file") String file,
      ExecutionContext context) {
    return http.answerAnyone(
        request,
        context,
        () ->
            DashboardFile.named(file)
                .orElseThrow(() -> Refusal.notFound("The dashboard has no such file"))
                .answer(request));
  }
}
