package io.spillway.functions.operations;

import static io.spillway.ports.Backlog.COUNTED_UP_TO;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.Json;
import java.util.List;

/** Handlers for queue depths: pending work of the service and of operators. */
final class QueueDepthHandlers {

  private static final DeadLetterFilter OPEN =
      DeadLetterFilter.all().withState(DeadLetterState.OPEN);
  private static final DeadLetterFilter WAITING =
      DeadLetterFilter.all().withState(DeadLetterState.WAITING);

  private final List<WorkQueue> watched;
  private final PoisonDepths poison;
  private final DeadLetterLedger deadLetters;

  QueueDepthHandlers(List<WorkQueue> watched, PoisonDepths poison, DeadLetterLedger deadLetters) {
    this.watched = watched;
    this.poison = poison;
    this.deadLetters = deadLetters;
  }

  ApiResponse queues(Call call) {
    call.query().orThrow();
    ObjectNode node = Json.object();
    ArrayNode queues = node.putArray("queues");
    for (WorkQueue queue : watched) {
      queues.addObject().put("name", queue.name()).put("waiting", queue.approximateCount());
    }
    for (WorkQueue queue : poison.queues()) {
      queues.addObject().put("name", queue.name()).put("waiting", poison.look(queue));
    }
    node.put("openDeadLetters", deadLetters.count(OPEN, COUNTED_UP_TO))
        .put("waitingDeadLetters", deadLetters.count(WAITING, COUNTED_UP_TO))
        .put("countedUpTo", COUNTED_UP_TO);
    return ApiResponse.json(200, node);
  }
}
