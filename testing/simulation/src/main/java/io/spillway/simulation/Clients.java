package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Clients that send events, some more than once, and producers that put theirs into the queue. */
final class Clients {

  /** The first of the numbers that identify one event each. */
  static final int MANY = 1_000;

  private static final int EVENTS = 10;

  /** Name of some actors, which the standard policy withholds. */
  static final String WITHHELD_NAME = "kys losers";

  private static final String NAME = "dee";
  private static final Currency USD = Currency.getInstance("USD");

  /** Event that may be sent. */
  record Sent(String streamId, String eventId, EventDetail detail) {
    String id() {
      return streamId + "~" + eventId;
    }

    /** Returns the actor's name; raids, follows and donations have one of either kind. */
    String actor() {
      return "348".indexOf(eventId.charAt(eventId.length() - 1)) < 0 ? NAME : WITHHELD_NAME;
    }

    ObjectNode json() {
      return EventJson.write(detail).put("eventId", eventId).put("actor", actor());
    }

    Payload payload() {
      return Payload.of(Json.text(json().put("streamId", streamId)));
    }
  }

  private final World world;
  private final Map<String, Sent> possible = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private int garbage;

  Clients(World world) {
    this.world = world;
  }

  /**
   * Returns one of few events, which thus repeat; from {@link #MANY} on, a distinct event for each
   * number.
   */
  static Sent event(int which) {
    int n = which < MANY ? which % EVENTS : which;
    EventDetail detail =
        switch (n / 2 % 5) {
          case 0 -> new EventDetail.Donation(new Money(1_000L + n * 101L, USD));
          case 1, 4 -> new EventDetail.Follow();
          case 2 -> new EventDetail.Raid(10 * n);
          default ->
              new EventDetail.Custom("type-" + n, Map.of("level", "" + n, "by", "dee's \"fan\""));
        };
    return new Sent(Viewers.STREAMS[n % 2], "e-" + n, detail);
  }

  void send(ScriptStep step) {
    Sent event = event(step.a());
    mayCome(event);
    SimulatedRequest request = SimulatedRequest.of("site", event.json());
    Reply reply =
        world.ask(
            step.process(), request.to(HttpMethod.POST, "streams", event.streamId(), "events"));
    if (reply != null && reply.isOk()) {
      taken.add(event.id());
    }
  }

  /** Puts payloads into the queue, bypassing the functions; some are no events. */
  void putIntoQueue(ScriptStep step) {
    if (step.b() < 2) {
      String nonsense = step.b() == 0 ? "{not json" : "{\"streamId\":\"red\",\"type\":\"dance\"}";
      world.backing().events().send(Payload.of(nonsense));
      garbage++;
      return;
    }
    Sent event = event(step.a());
    mayCome(event);
    world.backing().events().send(event.payload());
    taken.add(event.id());
  }

  /**
   * Records that an event may be in the queue, or that a dead letter may be edited to be this
   * event.
   */
  void mayCome(Sent event) {
    possible.put(event.id(), event);
  }

  /** Returns the maximum number of attempts of any activity, as far as the event's status shows. */
  int mostTries(Sent event) {
    Reply reply =
        world.ask(
            0,
            SimulatedRequest.empty("site")
                .to(HttpMethod.GET, "streams", event.streamId(), "events", event.eventId()));
    int most = 0;
    if (reply != null && reply.isOk()) {
      for (JsonNode activity : reply.body().path("workflow").path("activities")) {
        most = Math.max(most, activity.path("attempts").asInt());
      }
    }
    return most;
  }

  /** Returns every sent event, whatever the response. */
  Map<String, Sent> possible() {
    return possible;
  }

  /** Returns the ids of acknowledged events. */
  Set<String> taken() {
    return taken;
  }

  /** Returns the number of queued payloads that are no events. */
  int garbage() {
    return garbage;
  }
}
