package io.spillway.functions.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.functions.Adapters;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.LetterState;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.wire.Json;
import java.util.List;
import java.util.Optional;

/** How much waits for the machines, and how much for an operator. */
public final class QueueDepthFunctions {

  private static final DeadLetterFilter OPEN = DeadLetterFilter.all().withState(LetterState.OPEN);

  private final HttpEntry http;
  private final Adapters adapters;
  private final PoisonDepths poison;

  public QueueDepthFunctions(Spillway spillway, PoisonDepths poison, HttpEntry http) {
    this.http = http;
    this.poison = poison;
    this.adapters = spillway.adapters();
  }

  @FunctionName("GetQueues")
  public HttpResponseMessage queues(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "queues")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.OPERATOR,
        caller -> {
          new Query(request).orThrow();
          ObjectNode node = Json.object();
          ArrayNode queues = node.putArray("queues");
          for (WorkQueue queue : List.of(adapters.eventQueue(), adapters.deadLetterQueue())) {
            queues.addObject().put("name", queue.name()).put("waiting", queue.approximateCount());
          }
          for (WorkQueue queue :
              List.of(adapters.poisonEventQueue(), adapters.poisonDeadLetterQueue())) {
            queues.addObject().put("name", queue.name()).put("waiting", poison.look(queue));
          }
          return Answer.json(200, node.put("openDeadLetters", adapters.deadLetters().count(OPEN)));
        });
  }
}
