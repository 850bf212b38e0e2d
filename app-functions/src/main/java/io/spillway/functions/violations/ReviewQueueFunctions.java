package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.violation.ViolationContext;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.Neighbours;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What waits for a moderator, and amid what it was sent. */
public final class ReviewQueueFunctions {

  private final HttpEntry http;
  private final ViolationStore violations;
  private final InstantSource clock;
  private final ViolationContext surroundings;

  public ReviewQueueFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.violations = spillway.adapters().violations();
    this.clock = spillway.adapters().clock();
    this.surroundings = new ViolationContext(spillway.adapters().messages(), violations);
  }

  @FunctionName("ListWaitingViolations")
  public HttpResponseMessage waiting(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/waiting")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          ViolationFilter filter = ViolationAnswers.filter(query);
          int limit = query.limit();
          query.orThrow();
          ObjectNode node = Json.object();
          ArrayNode items = node.putArray("items");
          violations
              .waiting(filter, caller.name(), clock.instant(), limit)
              .forEach(found -> items.add(ViolationAnswers.json(found)));
          return Answer.json(200, node);
        });
  }

  @FunctionName("GetViolationContext")
  public HttpResponseMessage surroundings(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}/context")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          int before = each(query, "before");
          int after = each(query, "after");
          query.orThrow();
          return surroundings
              .of(ViolationAnswers.parse(violationId), before, after)
              .map(ReviewQueueFunctions::answer)
              .orElseThrow(ViolationAnswers::notFound);
        });
  }

  private static int each(Query query, String name) {
    return query.number(name, ViolationContext.DEFAULT_EACH, 0, ViolationContext.MAX_EACH);
  }

  private static Answer answer(Neighbours neighbours) {
    ObjectNode node = Json.object();
    put(node.putArray("before"), neighbours.before());
    put(node.putArray("after"), neighbours.after());
    return Answer.json(200, node);
  }

  private static void put(ArrayNode array, List<Message> messages) {
    messages.forEach(message -> array.add(MessageJson.writePublic(message)));
  }
}
