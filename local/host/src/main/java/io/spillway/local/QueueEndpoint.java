package io.spillway.local;

import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.APP;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.InvalidInputException;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.functions.http.Route;
import io.spillway.functions.http.RouteTable;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.Json;
import io.spillway.wire.QueueText;
import java.util.List;

/**
 * Local replacement for the queue's own endpoint, where external producers send events on Azure:
 * puts the body, as a message's text, into the event queue without validation. Exists on the local
 * server only.
 */
final class QueueEndpoint {

  private final WorkQueue queue;

  QueueEndpoint(WorkQueue queue) {
    this.queue = queue;
  }

  /** Returns the route, for a host of one machine only. */
  RouteTable table() {
    Route put = new Route("PutIntoQueue", POST, "local/queues/{queueName}", APP, this::put);
    return RouteTable.of(() -> List.of(put), "local");
  }

  /** Queues the body, plain or in Base64: 202 with the payload's size and SHA-256. */
  private ApiResponse put(Call call) {
    // As for every body: a cross-origin page can send one without a type without a preflight
    // request.
    if (!call.request().getHeaders().containsKey("content-type")) {
      String detail = "Content-Type is required, with any value";
      throw ProblemException.of(
          new Problem(415, "unsupported-media-type", "Unsupported media type", detail));
    }
    return put(call.path("queueName"), call.request().getBody().orElse(""));
  }

  private ApiResponse put(String queueName, String body) {
    if (!queueName.equals(queue.name())) {
      throw ProblemException.notFound("Unknown queue; the only one is " + queue.name());
    }
    Payload payload = QueueText.decode(body.getBytes(UTF_8));
    if (payload.size() == 0 || payload.size() > WorkQueue.MAX_PAYLOAD_BYTES) {
      throw new InvalidInputException(
          "body", "must have 1 to " + WorkQueue.MAX_PAYLOAD_BYTES + " bytes");
    }
    queue.send(payload);
    ObjectNode node = Json.object().put("queue", queueName).put("bytes", payload.size());
    return ApiResponse.json(202, node.put("sha256", payload.sha256()));
  }
}
