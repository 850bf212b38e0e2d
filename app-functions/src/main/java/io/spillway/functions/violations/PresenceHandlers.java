package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.InvalidInputException;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.functions.invocation.BestEffort;
import io.spillway.ports.PersonNames;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Stores;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handlers for moderators' presence: heartbeats of pages, which get the presence of the others. A
 * store's failure is logged and means that no others are shown.
 */
final class PresenceHandlers {

  private final Stores stores;
  private final InstantSource clock;

  PresenceHandlers(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  ApiResponse put(Call call) {
    Body body = Body.of(call.request());
    String given = body.fields().text("violationId");
    body.orThrow();
    Query query = call.query();
    String streamId = query.id("streamId");
    query.orThrow();
    ViolationId id = given == null ? null : parse(given, streamId);
    String name = call.caller().name();
    ObjectNode node = Json.object();
    ArrayNode viewers = node.putArray("viewers");
    BestEffort.of(() -> beat(name, id), List.<Presence>of()).stream()
        .filter(other -> !PersonNames.same(other.name(), name))
        .filter(other -> streamId == null || other.violationId().streamId().equals(streamId))
        .limit(Presence.MAX_SHOWN)
        .forEach(
            other ->
                viewers
                    .addObject()
                    .put("name", other.name())
                    .put("violationId", other.violationId().toString())
                    .put("until", SortableTime.text(other.until())));
    return ApiResponse.json(200, node);
  }

  private List<Presence> beat(String name, @Nullable ViolationId id) {
    PresenceStore store = stores.presence();
    Instant now = SortableTime.stored(clock.instant());
    if (id == null) {
      store.remove(name);
    } else {
      store.put(new Presence(name, id, now.plus(Presence.SHOWN_FOR)));
    }
    // More than are shown, because the caller and other streams are left out.
    return store.list(now, 2 * Presence.MAX_SHOWN);
  }

  private static ViolationId parse(String given, @Nullable String streamId) {
    return ViolationId.parse(given)
        .filter(id -> streamId == null || id.streamId().equals(streamId))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "violationId", "must be the id of a violation, of the given stream"));
  }
}
