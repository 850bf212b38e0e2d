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
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Optional;
import java.util.TreeSet;

/** Who a caller is taken for, so that a page can greet them or say what they lack. */
public final class SessionFunctions {

  private final HttpEntry http;

  public SessionFunctions(HttpEntry http) {
    this.http = http;
  }

  @FunctionName("GetSession")
  public HttpResponseMessage session(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "session")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answerKnown(request, context, caller -> Answer.json(200, json(caller)));
  }

  private ObjectNode json(Caller caller) {
    ObjectNode node =
        Json.object().put("name", caller.name()).put("proof", Codes.code(caller.proof()));
    if (caller.streams() != null) {
      ArrayNode streams = node.putArray("streams");
      new TreeSet<>(caller.streams()).forEach(streams::add);
    }
    ArrayNode roles = node.putArray("roles");
    ObjectNode advice = node.putObject("advice");
    for (Role role : Role.values()) {
      if (caller.roles().contains(role)) {
        roles.add(Codes.code(role));
      } else {
        advice.put(Codes.code(role), http.advice(role));
      }
    }
    return node;
  }
}
