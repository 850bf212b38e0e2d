package io.spillway.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.ports.PortException;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.Json;
import java.util.Optional;

/**
 * Stands in for the queue's own endpoint, which outside producers use on Azure: what is posted here
 * goes into the event queue as it is, checked by nobody. Only this machine has it.
 */
public final class QueueInbox {

  private final WorkQueue queue;

  QueueInbox(WorkQueue queue) {
    this.queue = queue;
  }

  /** Queues the body: 202 with its size and SHA-256. */
  @FunctionName("local-queue-inbox")
  public HttpResponseMessage put(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "local/queues/{queueName}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("queueName") String queueName) {
    if (!queueName.equals(queue.name())) {
      String detail = "There is no such queue; there is " + queue.name();
      return problem(request, HttpStatus.NOT_FOUND, "not-found", detail);
    }
    String body = request.getBody().orElse("");
    if (body.isEmpty()) {
      return problem(request, HttpStatus.BAD_REQUEST, "invalid-input", "The body is empty");
    }
    Payload payload = Payload.of(body);
    try {
      queue.send(payload);
    } catch (PortException e) {
      return refused(request, e);
    }
    ObjectNode answer = Json.object().put("queue", queueName).put("bytes", payload.size());
    return answer(request, HttpStatus.ACCEPTED, "application/json", answer.put("sha256", payload.sha256()));
  }
}
