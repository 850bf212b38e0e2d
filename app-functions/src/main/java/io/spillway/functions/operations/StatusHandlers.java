package io.spillway.functions.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.SortableTime;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handlers for the status of the service: outages from last known states, and the counts that the
 * caller's roles may see. A part whose store failed is missing.
 */
final class StatusHandlers {

  private final Supplier<Map<String, Monitored>> ports;
  private final String version;
  private final StatusCounts counts;
  private final InstantSource clock;

  StatusHandlers(
      Supplier<Map<String, Monitored>> ports,
      String version,
      StatusCounts counts,
      InstantSource clock) {
    this.ports = ports;
    this.version = version;
    this.counts = counts;
    this.clock = clock;
  }

  ApiResponse status(Call call) {
    Query query = call.query();
    String streamId = query.id("streamId");
    query.orThrow();
    Map<String, Monitored> all = ports.get();
    ObjectNode node =
        Json.object().put("at", SortableTime.text(clock.instant())).put("version", version);
    Health classifier = health(all, "classifier");
    if (classifier != null) {
      node.putObject("classifier")
          .put("state", Codes.code(classifier.state()))
          .put("detail", classifier.detail());
    }
    putOutages(node.putArray("outages"), all);
    Set<Role> roles = call.caller().roles();
    if (roles.contains(Role.MODERATOR)) {
      counts.moderation(streamId).ifPresent(part -> node.set("moderation", part));
    }
    if (roles.contains(Role.OPERATOR)) {
      counts.operations(streamId).ifPresent(part -> node.set("operations", part));
    }
    return ApiResponse.json(200, node);
  }

  private static void putOutages(ArrayNode outages, Map<String, Monitored> all) {
    Health activities = health(all, "activities");
    if (activities != null && activities.state() != Health.State.UP) {
      outages.add(activities.detail());
    }
    Health parking = health(all, "parking");
    if (parking != null && !parking.detail().isEmpty()) {
      outages.add(parking.detail());
    }
  }

  private static @Nullable Health health(Map<String, Monitored> all, String port) {
    Monitored monitored = all.get(port);
    return monitored == null ? null : monitored.health();
  }
}
