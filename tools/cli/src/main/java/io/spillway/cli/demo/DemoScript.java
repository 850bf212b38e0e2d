package io.spillway.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.demo.Play.Event;
import io.spillway.cli.demo.Play.Money;
import io.spillway.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Deterministic script of the demo: the actions after each message, with every kind among the first
 * few.
 */
final class DemoScript {

  private static final int EVENT_EVERY = 4;
  private static final List<String> TIERS = List.of("1", "2", "prime");
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");

  /**
   * Large, and coprime to the other cycles, so that no viewer exceeds the rate limit or repeats a
   * text.
   */
  private static final int VIEWERS = 4_999;

  private final String streamId;
  private final Chatter chatter;

  DemoScript(String streamId, Chatter chatter) {
    this.streamId = streamId;
    this.chatter = chatter;
  }

  /** Returns the message of a number from 0, and its accompanying actions. */
  List<Play> at(int number) {
    List<Play> plays = new ArrayList<>();
    plays.add(
        new Play.Say(
            "m-" + number,
            "viewer" + number % VIEWERS,
            chatter.text(number),
            number % 25 == 3 ? 2 : 1));
    if (number % EVENT_EVERY == 0) {
      plays.add(event(number / EVENT_EVERY));
    }
    return plays;
  }

  /**
   * Returns a normal event, or a faulty one: each kind of fault once in eight events or more
   * rarely.
   */
  private Play event(int number) {
    return switch (number % 16) {
      case 1, 9 -> happen(number, 2);
      case 2 -> new Play.Malformed(malformed(number));
      case 3 -> enqueue(number, cloudEvent(number));
      case 5 -> enqueue(number, plain(number));
      case 6, 14 -> new Play.EnqueueHopeless(hopeless(number));
      default -> happen(number, 1);
    };
  }

  private Play happen(int number, int times) {
    return new Play.Happen(expected(number), Json.text(event(number, "eventId")), times);
  }

  private Play enqueue(int number, ObjectNode payload) {
    return new Play.Enqueue(expected(number), Json.text(payload));
  }

  private static Event expected(int number) {
    return switch (number % 7) {
      case 0, 3 -> new Event(eventId(number), "follow", null);
      case 1, 4 -> new Event(eventId(number), "subscription", null);
      case 6 -> new Event(eventId(number), "raid", null);
      default -> new Event(eventId(number), "donation", money(number));
    };
  }

  private static Money money(int number) {
    String currency = CURRENCIES.get(number % CURRENCIES.size());
    return new Money(
        currency.equals("JPY")
            ? BigDecimal.valueOf(100 + number % 900)
            : BigDecimal.valueOf(100 + number * 37L % 4_900, 2),
        currency);
  }

  private static String eventId(int number) {
    return "e-" + number;
  }

  private static ObjectNode event(int number, String idField) {
    Event event = expected(number);
    ObjectNode json = Json.object();
    json.put("type", event.type()).put(idField, event.eventId()).put("actor", "fan" + number);
    switch (event.type()) {
      case "subscription" -> json.put("tier", TIERS.get(number % 3)).put("months", 1 + number % 36);
      case "raid" -> json.put("viewers", number * 13 % 400);
      case "donation" -> {
        Money money = money(number);
        json.put("amount", money.amount().toPlainString()).put("currency", money.currency());
      }
      default -> {}
    }
    return json;
  }

  /** Returns the plain JSON of external producers, which name their events as the site does. */
  private ObjectNode plain(int number) {
    return event(number, "id").put("streamId", streamId).put("source", "api");
  }

  private ObjectNode cloudEvent(int number) {
    ObjectNode data = event(number, "eventId");
    ObjectNode json = Json.object();
    json.put("specversion", "1.0").put("id", eventId(number)).put("source", "/streams/" + streamId);
    json.put("type", "io.spillway." + expected(number).type());
    data.remove(List.of("type", "eventId"));
    json.set("data", data);
    return json;
  }

  private static String malformed(int number) {
    return switch (number / 16 % 3) {
      case 0 -> "{\"type\":\"donation\",\"actor\":\"fan\",\"amount\":\"-5\",\"currency\":\"USD\"}";
      case 1 -> "{\"type\":\"follow\",";
      default -> "{\"type\":\"raid\",\"actor\":\"fan\",\"viewers\":\"many\"}";
    };
  }

  /**
   * Returns an invalid payload with a number in it, so that each becomes a separate dead letter.
   */
  private String hopeless(int number) {
    String template =
        switch (number / 8 % 3) {
          case 0 -> "{\"streamId\":\"%s\",\"type\":\"teleport\",\"actor\":\"fan\",\"id\":\"x-%d\"}";
          case 1 -> "{\"streamId\":\"%s\",\"type\":\"follow\",\"id\":\"x-%d\"";
          default -> "{\"specversion\":\"0.3\",\"source\":\"/streams/%s\",\"id\":\"x-%d\"}";
        };
    return template.formatted(streamId, number);
  }
}
