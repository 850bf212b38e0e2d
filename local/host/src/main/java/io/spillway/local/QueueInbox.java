package io.spillway.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.InvalidInputException;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.Refusal;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.Json;
import io.spillway.wire.QueueText;
import java.util.Optional;

/**
 * Stands in for the queue's own endpoint, where producers outside put their events on Azure: what
 * is posted here is a message's text, goes into the event queue and is checked by nobody. Only this
 * machine has it.
 */
public final class QueueInbox {

  private final WorkQueue queue;
  private final HttpEntry http;

  QueueInbox(WorkQueue queue, HttpEntry http) {
    this.queue = queue;
    this.http = http;
  }

  /** Queues the body, plain or in Base64: 202 with the payload's size and SHA-256. */
  @FunctionName("PutIntoQueue")
  public HttpResponseMessage put(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.FUNCTION,
              route = "local/queues/{queueName}")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("queueName") String queueName,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.APP,
        caller -> {
          // As for every body: a page elsewhere can send one without a type, unasked.
          if (!request.getHeaders().containsKey("content-type")) {
            String detail = "Content-Type is required; it may be of any type";
            throw Refusal.of(
                new Problem(
                    415, "unsupported-media-type", "The body is of an unsupported type", detail));
          }
          return put(queueName, request.getBody().orElse(""));
        });
  }

  private Answer put(String queueName, String body) {
    if (!queueName.equals(queue.name())) {
      throw Refusal.notFound("There is no such queue; there is " + queue.name());
    }
    Payload payload = QueueText.decode(body.getBytes(UTF_8));
    if (payload.size() == 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      throw new InvalidInputException(
          "body", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    }
    queue.send(payload);
    ObjectNode node = Json.object().put("queue", queueName).put("bytes", payload.size());
    return Answer.json(202, node.put("sha256", payload.sha256()));
  }
}
