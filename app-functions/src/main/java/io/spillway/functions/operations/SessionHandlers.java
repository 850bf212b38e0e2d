package io.spillway.functions.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.TreeSet;

/** Handlers for the caller's identity, so that a page can show it or name the missing role. */
final class SessionHandlers {

  private SessionHandlers() {}

  static ApiResponse session(Call call) {
    return ApiResponse.json(200, json(call));
  }

  private static ObjectNode json(Call call) {
    Caller caller = call.caller();
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
        advice.put(Codes.code(role), call.advice(role));
      }
    }
    return node;
  }
}
