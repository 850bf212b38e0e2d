package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.AlertRules;
import io.spillway.DelayedRetryPolicy;
import io.spillway.EventIdReusedException;
import io.spillway.RetryPolicy;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.deadletter.DeadLetterConsumer;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.EventRequeueing;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.core.event.Parking;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.EventJson;
import io.spillway.wire.EventPayload;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.QueuedEvents;
import io.spillway.wire.StatsJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A day of a stream from three sources that count their ids from 1, with 2 % duplicates, 1 % reused
 * ids and 3 % reversals in random order: totals equal an independent sum. {@code
 * -Dspillway.show.events=10000} runs the full size.
 */
class DayOfThreeSourcesTest {

  private static final int EVENTS = Integer.getInteger("spillway.show.events", 600);
  private static final String STREAM = "day";
  private static final String SHOP = "kofi";
  private static final String PLATFORM = "https://twitch.example/channels/7";
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "KWD", "IDR");

  /**
   * Event of the day, as its source sends it.
   *
   * @param extra the fields of its type in JSON
   */
  private record Sent(String source, String id, String type, String extra, String actor) {

    String plain() {
      String text =
          "{\"streamId\":\"%s\",\"source\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"user\":\"%s\"%s}";
      return text.formatted(STREAM, source, id, type, actor, extra.isEmpty() ? "" : "," + extra);
    }

    String cloudEvent() {
      String text =
          "{\"specversion\":\"1.0\",\"streamid\":\"%s\",\"source\":\"%s\",\"id\":\"%s\","
              + "\"type\":\"%s\",\"data\":{\"actor\":\"%s\"%s}}";
      return text.formatted(STREAM, source, id, type, actor, extra.isEmpty() ? "" : "," + extra);
    }
  }

  private final Random random = new Random(23);
  private final List<Sent> originals = new ArrayList<>();
  private final List<Sent> deliveries = new ArrayList<>();
  private final List<Sent> reused = new ArrayList<>();

  /** Gross and net sums by total, by an arithmetic of its own. */
  private final Map<String, BigDecimal> net = new TreeMap<>();

  private final Map<String, BigDecimal> gross = new TreeMap<>();

  DayOfThreeSourcesTest() {
    for (int i = 0; i < EVENTS; i++) {
      String source = List.of(StreamEvent.API, SHOP, PLATFORM).get(i % 3);
      originals.add(original(source, Integer.toString(1 + i / 3)));
    }
    originals.forEach(event -> add(event, BigDecimal.ONE, gross, net));
    deliveries.addAll(originals);
    Collections.shuffle(deliveries, random);
    List<Sent> reversed = List.copyOf(deliveries.subList(0, EVENTS * 3 / 100));
    for (Sent event : reversed) {
      Sent reversal =
          new Sent(
              event.source(),
              "refund/" + event.id(),
              "reversal",
              "\"reverses\":{\"id\":\"%s\"},\"reason\":\"refund\"".formatted(event.id()),
              event.actor());
      deliveries.add(reversal);
      add(event, BigDecimal.ONE.negate(), net);
      add(reversal, BigDecimal.ONE, gross, net);
    }
    deliveries.addAll(List.copyOf(deliveries.subList(0, EVENTS * 2 / 100)));
    Collections.shuffle(deliveries, random);
    for (Sent event : List.copyOf(originals.subList(0, EVENTS / 100))) {
      reused.add(
          new Sent(
              event.source(),
              event.id(),
              "donation",
              "\"amount\":\"999999\",\"currency\":\"USD\"",
              "mallory"));
    }
    for (Sent other : reused) {
      int first = firstOf(other);
      deliveries.add(first + 1 + random.nextInt(deliveries.size() - first), other);
    }
  }

  private int firstOf(Sent other) {
    for (int i = 0; i < deliveries.size(); i++) {
      Sent event = deliveries.get(i);
      if (event.source().equals(other.source()) && event.id().equals(other.id())) {
        return i;
      }
    }
    throw new IllegalArgumentException(other.id());
  }

  private Sent original(String source, String id) {
    String actor = "fan " + random.nextInt(50);
    return switch (random.nextInt(6)) {
      case 0 -> new Sent(source, id, "follow", "", actor);
      case 1 ->
          new Sent(source, id, "gift", "\"count\":\"" + (1 + random.nextInt(20)) + "\"", actor);
      case 2 -> new Sent(source, id, "cheer", "\"bits\":" + (1 + random.nextInt(5_000)), actor);
      case 3 ->
          new Sent(source, id, "custom", "\"name\":\"quiz." + random.nextInt(3) + "\"", actor);
      default -> new Sent(source, id, "donation", money(), actor);
    };
  }

  private String money() {
    String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    int digits = currency.equals("JPY") ? 0 : currency.equals("KWD") ? 3 : 2;
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(10_000_000), digits);
    return "\"amount\":\"%s\",\"currency\":\"%s\"".formatted(amount.toPlainString(), currency);
  }

  @SafeVarargs
  private static void add(Sent event, BigDecimal sign, Map<String, BigDecimal>... sums) {
    Map<String, String> fields = new LinkedHashMap<>();
    Json.readObject("{" + event.extra() + "}")
        .fields()
        .forEachRemaining(field -> fields.put(field.getKey(), field.getValue().asText()));
    String total =
        switch (event.type()) {
          case "follow" -> "followers";
          case "gift" -> "gifts";
          case "cheer" -> "bits";
          case "custom" -> "custom." + fields.get("name");
          case "reversal" -> "reversals";
          default -> "donations." + fields.get("currency");
        };
    String number =
        switch (event.type()) {
          case "gift" -> fields.get("count");
          case "cheer" -> fields.get("bits");
          case "donation" -> fields.get("amount");
          default -> "1";
        };
    for (Map<String, BigDecimal> sum : sums) {
      sum.merge(total, new BigDecimal(number).multiply(sign), BigDecimal::add);
    }
  }

  @Test
  void the_totals_in_memory_are_the_independent_sum() {
    SettableClock clock = new SettableClock();
    assertAddsUp(InMemoryStores.create(Retention.STANDARD, clock), clock);
  }

  @Test
  void the_totals_on_the_database_are_the_independent_sum() {
    try (CosmosTestServer server = CosmosTestServer.builder().start();
        CosmosStores cosmos =
            new CosmosStores(
                CosmosSettings.of(new CosmosSettings.ConnectionString(server.connectionString()))
                    .creatingIfMissing(true))) {
      assertAddsUp(cosmos, new SettableClock());
    }
  }

  private void assertAddsUp(Stores stores, SettableClock clock) {
    Site site = new Site(stores, clock);
    deliveries.forEach(site::send);
    site.workOff();

    assertThat(withoutZeros(site.totals())).isEqualTo(withoutZeros(net));
    assertThat(withoutZeros(site.totalsBeforeReversals())).isEqualTo(withoutZeros(gross));
    List<StreamEvent> history =
        Pages.all(PageRequest.MAX_LIMIT, page -> stores.events().list(STREAM, page));
    assertThat(history).hasSize(EVENTS + EVENTS * 3 / 100);
    assertThat(history).noneMatch(event -> event.actor().equals("mallory"));
    assertThat(stores.alerts().list(STREAM, PageRequest.first(PageRequest.MAX_LIMIT)).items())
        .noneMatch(alert -> alert.summary().contains("mallory"));
    assertThat(site.refused + site.letters(EventIdentity.REUSED)).isEqualTo(reused.size());
    assertThat(stores.deadLetters().count(DeadLetterFilter.all(), 1_000))
        .isEqualTo(site.letters(EventIdentity.REUSED));
  }

  /** A site with an HTTP intake and a queue. */
  private static final class Site {
    private final Stores stores;
    private final WorkQueue queue;
    private final WorkQueue letters;
    private final EventIntake intake;
    private final EventArrivals arrivals;
    private final DeadLetterConsumer consumer;
    int refused;

    Site(Stores stores, SettableClock clock) {
      this.stores = stores;
      queue = new InMemoryWorkQueue(QueueNames.STREAM_EVENTS, clock);
      letters = new InMemoryWorkQueue(QueueNames.DEAD_LETTERS, clock);
      EventIdentity identity = EventIdentity.of(stores.eventRegistry(), clock);
      intake = new EventIntake(new QueuedEvents(queue), clock, () -> "new", identity);
      DeadLetter.Origin origin = new DeadLetter.Origin("day", "test");
      QueuedDeadLetters dead = new QueuedDeadLetters(letters);
      InProcessWorkflows workflows =
          new InProcessWorkflows(
              Activities.standard(
                  stores.stats(), stores.alerts(), AlertRules.STANDARD, stores.events()),
              dead,
              RetryPolicy.STANDARD,
              origin,
              clock,
              Runnable::run,
              clock::advance);
      arrivals =
          new EventArrivals(
              workflows,
              new RejectedArrivals(dead, origin, clock),
              Telemetry.NONE,
              Parking.OFF,
              identity,
              new EventRequeueing(
                  queue, ParkedEventPayload::write, DelayedRetryPolicy.STANDARD, clock));
      consumer =
          new DeadLetterConsumer(
              stores.deadLetters(), letters, DelayedRetryPolicy.OFF, Telemetry.NONE);
    }

    void send(Sent event) {
      if (event.source().equals(StreamEvent.API)) {
        post(event);
      } else {
        queue.send(Payload.of(event.source().equals(SHOP) ? event.plain() : event.cloudEvent()));
      }
    }

    private void post(Sent event) {
      try {
        intake.accept(EventJson.draft(new JsonFields(Json.readObject(event.plain()))), null);
      } catch (EventIdReusedException e) {
        refused++;
      }
    }

    void workOff() {
      for (List<Delivery> next = take(queue); !next.isEmpty(); next = take(queue)) {
        for (Delivery delivery : next) {
          Payload payload = delivery.payload();
          Arrival arrival =
              Arrival.of(
                  QueueNames.STREAM_EVENTS, delivery.messageId(), delivery.insertedAt(), payload);
          arrivals.receive(arrival, EventPayload.read(payload).draft());
          queue.delete(delivery);
        }
      }
      for (List<Delivery> next = take(letters); !next.isEmpty(); next = take(letters)) {
        for (Delivery delivery : next) {
          consumer.enter(DeadLetterPayload.read(delivery.payload()), delivery.payload());
          letters.delete(delivery);
        }
      }
    }

    private static List<Delivery> take(WorkQueue queue) {
      return queue.receive(WorkQueue.MAX_BATCH, Duration.ofMinutes(5));
    }

    long letters(String code) {
      return stores.deadLetters().count(DeadLetterFilter.all().withCode(code), 1_000);
    }

    /** Returns the totals of the statistics that callers get. */
    Map<String, BigDecimal> totals() {
      Map<String, BigDecimal> totals = new TreeMap<>();
      addNumbers("", stats(), totals);
      return totals;
    }

    Map<String, BigDecimal> totalsBeforeReversals() {
      Map<String, BigDecimal> totals = totals();
      addNumbers("", stats().path("gross"), totals);
      return totals;
    }

    private ObjectNode stats() {
      return StatsJson.write(STREAM, stores.stats().totals(STREAM), new MessageCounts(0, 0), 0);
    }

    private static void addNumbers(String prefix, JsonNode object, Map<String, BigDecimal> totals) {
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (field.getValue().isObject() && !field.getKey().equals("gross")) {
                  addNumbers(field.getKey() + ".", field.getValue(), totals);
                } else if (field.getValue().isValueNode() && !field.getKey().equals("streamId")) {
                  totals.put(prefix + field.getKey(), new BigDecimal(field.getValue().asText()));
                }
              });
    }
  }

  private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> sums) {
    Map<String, BigDecimal> without = new TreeMap<>();
    sums.forEach(
        (total, number) -> {
          if (number.signum() != 0) {
            without.put(total, number.stripTrailingZeros());
          }
        });
    return without;
  }
}
