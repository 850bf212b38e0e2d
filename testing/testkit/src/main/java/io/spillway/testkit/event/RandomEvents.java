package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Random deliveries of a stream's events, with duplicates and reversals in any order, and their
 * expected totals, computed in decimal numbers from the list of events.
 */
final class RandomEvents {

  static final Milestones MILESTONES =
      Milestones.of(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());

  private static final int EVENTS = 150;
  private static final int REVERSALS = 80;
  private static final int DUPLICATES = 120;
  private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD");
  private static final List<String> SOURCES =
      List.of(StreamEvent.API, StreamEvent.QUEUE, "https://shop.example");

  private final String stream;
  private final List<StreamEvent> deliveries = new ArrayList<>();
  private final Set<String> counted = new HashSet<>();
  private final Map<String, StreamEvent> reversed = new HashMap<>();
  private long followers;
  private long mostFollowers;

  RandomEvents(String stream, Random random) {
    this.stream = stream;
    for (int i = 0; i < EVENTS; i++) {
      String source = SOURCES.get(random.nextInt(SOURCES.size()));
      deliveries.add(event(stream, "e-" + i / 2).from(source).detail(detail(random)).build());
    }
    for (int i = 0; i < REVERSALS; i++) {
      // Some targets are reversals, have two, or never arrive.
      StreamEvent target = deliveries.get(random.nextInt(deliveries.size()));
      String id = random.nextInt(10) == 0 ? "never" : target.eventId();
      deliveries.add(event(stream, "r-" + i).reversal(target.source(), id).build());
    }
    for (int i = 0; i < DUPLICATES; i++) {
      deliveries.add(deliveries.get(random.nextInt(deliveries.size())));
    }
    Collections.shuffle(deliveries, random);
  }

  private static EventDetail detail(Random random) {
    int number = 1 + random.nextInt(1_000_000);
    return switch (random.nextInt(8)) {
      case 0 -> new EventDetail.Gift("1000", 1 + number % 100, false);
      case 1 -> new EventDetail.Cheer(number, true);
      case 2 -> new EventDetail.Raid(number);
      case 3 -> new EventDetail.Custom("type-" + number % 5, Map.of());
      case 4, 5 ->
          new EventDetail.Donation(
              new Money(number, Currency.getInstance(CURRENCIES.get(number % 3))));
      default -> new EventDetail.Follow();
    };
  }

  String stream() {
    return stream;
  }

  /** Returns the deliveries in their order; of events with one key, only the first counts. */
  List<StreamEvent> deliveries() {
    return deliveries;
  }

  /** Checks the result of a delivery; must be called in the order of the deliveries. */
  void check(StreamEvent event, CountResult result) {
    boolean first = counted.add(event.key());
    assertThat(result.byThisCall()).isEqualTo(first);
    if (!first) {
      return;
    }
    long before = followers;
    if (event.detail() instanceof EventDetail.Reversal reversal) {
      boolean firstReversal = reversed.putIfAbsent(reversal.reversedKey(), event) == null;
      if (firstReversal && isCountedFollow(reversal.reversedKey())) {
        followers--;
      }
    } else if (event.detail().kind() == EventType.FOLLOW && !reversed.containsKey(event.key())) {
      followers++;
    }
    boolean highest = followers > Math.max(before, mostFollowers);
    mostFollowers = Math.max(mostFollowers, followers);
    assertThat(result.milestone())
        .isEqualTo(highest && MILESTONES.include(followers) ? Long.valueOf(followers) : null);
  }

  private boolean isCountedFollow(String key) {
    return counted.contains(key) && firstOf(key).detail().kind() == EventType.FOLLOW;
  }

  private StreamEvent firstOf(String key) {
    return deliveries.stream().filter(event -> event.key().equals(key)).findFirst().orElseThrow();
  }

  /** Checks the totals after all deliveries. */
  void check(StreamTotals totals) {
    Map<String, BigDecimal> net = new TreeMap<>();
    Map<String, BigDecimal> gross = new TreeMap<>();
    for (String key : counted) {
      EventDetail detail = firstOf(key).detail();
      boolean undone = reversed.containsKey(key) && !(detail instanceof EventDetail.Reversal);
      gross.merge(number(detail), amount(detail), BigDecimal::add);
      net.merge(number(detail), undone ? BigDecimal.ZERO : amount(detail), BigDecimal::add);
    }
    assertThat(flat(totals.gross())).isEqualTo(withoutZeros(gross));
    assertThat(flat(totals)).isEqualTo(withoutZeros(net));
  }

  private static String number(EventDetail detail) {
    if (detail instanceof EventDetail.Custom custom) {
      return custom.type();
    }
    return detail
        .given()
        .map(money -> money.currency().getCurrencyCode())
        .orElseGet(() -> detail.kind().key());
  }

  private static BigDecimal amount(EventDetail detail) {
    return detail
        .given()
        .map(money -> new BigDecimal(money.amount()))
        .orElseGet(() -> BigDecimal.valueOf(detail.quantity()));
  }

  private static Map<String, String> flat(StreamTotals totals) {
    Map<String, BigDecimal> numbers = new TreeMap<>();
    totals.counts().forEach((key, number) -> numbers.put(key, BigDecimal.valueOf(number)));
    totals.custom().forEach((key, number) -> numbers.put(key, BigDecimal.valueOf(number)));
    totals
        .donations()
        .forEach(
            (code, sum) ->
                numbers.put(code, new BigDecimal(Money.amount(sum, Currency.getInstance(code)))));
    return withoutZeros(numbers);
  }

  private static Map<String, String> withoutZeros(Map<String, BigDecimal> numbers) {
    Map<String, String> texts = new TreeMap<>();
    numbers.forEach(
        (key, number) -> {
          if (number.signum() != 0) {
            texts.put(key, number.toPlainString());
          }
        });
    return texts;
  }
}
