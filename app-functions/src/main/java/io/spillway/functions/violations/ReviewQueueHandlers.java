package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.violation.ViolationContext;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.SortableTime;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import java.time.InstantSource;
import java.util.List;

/** Handlers for the review queue and the context of a message. */
final class ReviewQueueHandlers {

  private final ViolationArchive violations;
  private final InstantSource clock;
  private final ViolationContext surroundings;

  ReviewQueueHandlers(
      MessageArchive messages,
      ViolationStore store,
      ViolationArchive violations,
      InstantSource clock) {
    this.violations = violations;
    this.clock = clock;
    this.surroundings = new ViolationContext(messages, store);
  }

  ApiResponse waiting(Call call) {
    Query query = call.query();
    ViolationFilter filter = ViolationResponses.filter(query, call.caller());
    int limit = query.limit();
    query.orThrow();
    ObjectNode node = Json.object();
    ArrayNode items = node.putArray("items");
    violations
        .waiting(filter, call.caller().name(), SortableTime.stored(clock.instant()), limit)
        .forEach(found -> items.add(ViolationResponses.json(found)));
    return ApiResponse.json(200, node);
  }

  ApiResponse surroundings(Call call) {
    Query query = call.query();
    int before = each(query, "before");
    int after = each(query, "after");
    query.orThrow();
    return surroundings
        .of(ViolationResponses.parse(call.path("violationId")), before, after)
        .map(ReviewQueueHandlers::answer)
        .orElseThrow(ViolationResponses::notFound);
  }

  private static int each(Query query, String name) {
    return query.number(name, ViolationContext.DEFAULT_EACH, 0, ViolationContext.MAX_EACH);
  }

  private static ApiResponse answer(MessageContext neighbours) {
    ObjectNode node = Json.object();
    put(node.putArray("before"), neighbours.before());
    put(node.putArray("after"), neighbours.after());
    return ApiResponse.json(200, node);
  }

  private static void put(ArrayNode array, List<Message> messages) {
    messages.forEach(message -> array.add(MessageJson.writePublic(message)));
  }
}
