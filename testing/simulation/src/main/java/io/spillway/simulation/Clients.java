package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

  private static final String UNNAMED = "unnamed-";

  /** Content of all events that use an id again. */
  private static final EventDetail OTHER_CONTENT = new EventDetail.Gift("1000", 3, false);

  /** Source of events that use the ids of other events. */
  private static final String OTHER_SOURCE = "https://kofi.example/shop";

  /** Event that may be sent. */
  record Sent(String streamId, String source, String eventId, EventDetail detail) {
    String id() {
      return streamId + "~" + key();
    }

    String key() {
      return StreamEvent.key(source, eventId);
    }

    /** Returns the actor's name; raids, follows and donations have one of either kind. */
    String actor() {
      return "348".indexOf(eventId.charAt(eventId.length() - 1)) < 0 ? NAME : WITHHELD_NAME;
    }

    ObjectNode json() {
      return EventJson.write(detail)
          .put("source", source)
          .put("eventId", eventId)
          .put("actor", actor());
    }

    Payload payload() {
      return Payload.of(Json.text(json().put("streamId", streamId)));
    }
  }

  private final World world;
  private final Map<String, List<Sent>> possible = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private int garbage;
  private int unnamed;

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
    return new Sent(Viewers.STREAMS[n % 2], StreamEvent.API, "e-" + n, detail);
  }

  /**
   * Returns an event or, for some variants, one that uses its id for another content or from
   * another source, or a reversal of one of them.
   */
  private static Sent event(int which, int variant) {
    Sent event = event(which);
    Sent foreign =
        new Sent(
            event.streamId(),
            OTHER_SOURCE,
            event.eventId(),
            new EventDetail.Cheer(100 + which % EVENTS, false));
    return switch (which < MANY ? variant : 0) {
      case 7 -> new Sent(event.streamId(), event.source(), event.eventId(), OTHER_CONTENT);
      case 8 -> foreign;
      case 9, 10 -> reversal(event, "r-");
      case 11 -> reversal(foreign, "f-");
      default -> event;
    };
  }

  private static Sent reversal(Sent event, String prefix) {
    return new Sent(
        event.streamId(),
        StreamEvent.API,
        prefix + event.eventId(),
        new EventDetail.Reversal(event.source(), event.eventId(), "refund"));
  }

  void send(ScriptStep step) {
    Sent event = event(step.a(), step.c());
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
    if (step.c() == 6 && step.a() < MANY) {
      putWithoutId(step);
      return;
    }
    Sent event = event(step.a(), step.c());
    mayCome(event);
    world.backing().events().send(event.payload());
    taken.add(event.id());
  }

  /** Puts an event without an id into the queue; its custom type identifies it. */
  private void putWithoutId(ScriptStep step) {
    ObjectNode event =
        EventJson.write(unnamed(++unnamed))
            .put("streamId", Viewers.STREAMS[step.a() % 2])
            .put("actor", NAME);
    world.backing().events().send(Payload.of(Json.text(event)));
  }

  /**
   * Records that an event may be in the queue, or that a dead letter may be edited to be this
   * event.
   */
  void mayCome(Sent event) {
    List<Sent> contents = possible.computeIfAbsent(event.id(), none -> new ArrayList<>());
    if (!contents.contains(event)) {
      contents.add(event);
    }
  }

  /** Returns the maximum number of attempts of any activity, as far as the event's status shows. */
  int mostTries(Sent event) {
    Reply reply =
        world.ask(
            0,
            SimulatedRequest.empty("site")
                .to(HttpMethod.GET, "streams", event.streamId(), "events", event.key()));
    int most = 0;
    if (reply != null && reply.isOk()) {
      for (JsonNode activity : reply.body().path("workflow").path("activities")) {
        most = Math.max(most, activity.path("attempts").asInt());
      }
    }
    return most;
  }

  /** Returns the contents of every sent event by its id, whatever the response. */
  Map<String, List<Sent>> possible() {
    return possible;
  }

  /** Returns the ids of acknowledged events. */
  Set<String> taken() {
    return taken;
  }

  /** Returns the content of an event without an id, by its number from 1. */
  static EventDetail unnamed(int number) {
    return new EventDetail.Custom(UNNAMED + number, Map.of());
  }

  /** Returns the number of queued events without an id. */
  int unnamed() {
    return unnamed;
  }

  /** Returns whether an event was queued without an id. */
  static boolean isUnnamed(EventDetail detail) {
    return detail instanceof EventDetail.Custom custom && custom.type().startsWith(UNNAMED);
  }

  /** Returns the number of queued payloads that are no events. */
  int garbage() {
    return garbage;
  }
}
