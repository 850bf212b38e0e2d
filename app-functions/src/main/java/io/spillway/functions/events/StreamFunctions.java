package io.spillway.functions.events;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.functions.http.StreamPage;
import io.spillway.wire.AlertJson;
import io.spillway.wire.StatsJson;
import java.util.Optional;

/** What the people who run a stream see of it: its numbers and its alerts. */
public final class StreamFunctions {

  private final HttpEntry http;
  private final Adapters adapters;

  public StreamFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.adapters = spillway.adapters();
  }

  @FunctionName("GetStats")
  public HttpResponseMessage stats(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/stats")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(request, context, Role.APP, caller -> stats(request, streamId));
  }

  /** The seed's route to the same numbers. */
  @FunctionName("GetSeedStats")
  public HttpResponseMessage seedStats(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "stats/{streamId}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(request, context, Role.APP, caller -> stats(request, streamId));
  }

  @FunctionName("ListAlerts")
  public HttpResponseMessage alerts(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "streams/{streamId}/alerts")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("streamId") String streamId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller ->
            StreamPage.of(request, streamId, adapters.alerting().store()::list, AlertJson::write));
  }

  private Answer stats(HttpRequestMessage<Optional<String>> request, String streamId) {
    Query query = new Query(request);
    String stream = query.pathId("streamId", streamId);
    query.orThrow();
    return Answer.json(
        200,
        StatsJson.write(
            stream,
            adapters.stats().totals(stream),
            adapters.messages().count(stream),
            adapters.violations().countWithheld(stream)));
  }
}
