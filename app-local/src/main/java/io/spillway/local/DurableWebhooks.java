package io.spillway.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.OrchestrationMetadata;
import com.microsoft.durabletask.OrchestrationRuntimeStatus;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.functions.entry.Answer;
import io.spillway.functions.entry.HttpEntry;
import io.spillway.functions.entry.Problem;
import io.spillway.functions.entry.Refusal;
import io.spillway.functions.entry.Role;
import io.spillway.wire.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the durable engine's own links to an orchestration lead on this host: its status, and its
 * end by hand. An event whose orchestration is ended by hand becomes a dead letter.
 */
public final class DurableWebhooks {

  private static final String INSTANCE = "/runtime/webhooks/durabletask/instances/{instanceId}";

  private final HttpEntry http;

  DurableWebhooks(HttpEntry http) {
    this.http = http;
  }

  /** 202 while it runs, 200 when it has ended, as on Azure. */
  @FunctionName("GetOrchestration")
  public HttpResponseMessage status(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = INSTANCE)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("instanceId") String instanceId,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          try (DurableTaskClient client = durable.getClient()) {
            OrchestrationMetadata found = find(client, instanceId);
            return Answer.json(isUnderWay(found) ? 202 : 200, json(found));
          }
        });
  }

  @FunctionName("TerminateOrchestration")
  public HttpResponseMessage terminate(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = INSTANCE + "/terminate")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("instanceId") String instanceId,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          try (DurableTaskClient client = durable.getClient()) {
            if (!isUnderWay(find(client, instanceId))) {
              throw ended();
            }
            client.terminate(instanceId, request.getQueryParameters().get("reason"));
            return Answer.json(202, json(find(client, instanceId)));
          }
        });
  }

  private static OrchestrationMetadata find(DurableTaskClient client, String instanceId) {
    OrchestrationMetadata found = client.getInstanceMetadata(instanceId, true);
    if (!found.isInstanceFound()) {
      throw Refusal.notFound("There is no orchestration with this id");
    }
    return found;
  }

  private static boolean isUnderWay(OrchestrationMetadata found) {
    return found.getRuntimeStatus() == OrchestrationRuntimeStatus.RUNNING
        || found.getRuntimeStatus() == OrchestrationRuntimeStatus.PENDING;
  }

  private static ObjectNode json(OrchestrationMetadata found) {
    String state = found.getRuntimeStatus().name();
    ObjectNode node =
        Json.object()
            .put("name", found.getName())
            .put("instanceId", found.getInstanceId())
            .put("runtimeStatus", state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT))
            .put("createdTime", found.getCreatedAt().toString())
            .put("lastUpdatedTime", found.getLastUpdatedAt().toString());
    node.set("input", found.readInputAs(JsonNode.class));
    node.set("customStatus", found.readCustomStatusAs(JsonNode.class));
    node.set("output", found.readOutputAs(JsonNode.class));
    return node;
  }

  private static Refusal ended() {
    String detail = "Only what still runs can be ended";
    return Refusal.of(new Problem(410, "ended", "The orchestration has ended", detail));
  }
}
