package io.spillway.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.HttpManagementPayload;
import java.net.URLEncoder;

/**
 * Value of a parameter with {@code @DurableClientInput} on one machine. Its check-status links have
 * Azure's form; no local host serves them.
 */
public final class LocalDurableContext extends DurableClientContext {

  private final String hub;
  private final DurableTaskClient client;
  private final DurableEngine engine;

  LocalDurableContext(String hub, DurableTaskClient client, DurableEngine engine) {
    this.hub = hub;
    this.client = client;
    this.engine = engine;
  }

  /** Returns the engine behind the client. */
  public DurableEngine engine() {
    return engine;
  }

  @Override
  public String getTaskHubName() {
    return hub;
  }

  @Override
  public DurableTaskClient getClient() {
    return client;
  }

  @Override
  public HttpResponseMessage createCheckStatusResponse(
      HttpRequestMessage<?> request, String instanceId) {
    HttpManagementPayload links = createHttpManagementPayload(request, instanceId);
    return request
        .createResponseBuilder(HttpStatus.ACCEPTED)
        .header("Location", links.getStatusQueryGetUri())
        .header("Content-Type", "application/json")
        .body(links)
        .build();
  }

  @Override
  public HttpManagementPayload createHttpManagementPayload(
      HttpRequestMessage<?> request, String instanceId) {
    String instance =
        request.getUri().resolve("/runtime/webhooks/durabletask/instances/").toString()
            + URLEncoder.encode(instanceId, UTF_8);
    return new HttpManagementPayload(instanceId, instance, "");
  }
}
