package io.spillway.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.demo.DemoTally.Outcome;
import io.spillway.ports.deadletter.DeadLetter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Consistency check: compares the server's data with the sent input. */
final class Audit {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Api api;
  private final String streamId;
  private final String streamPath;
  private final DemoTally tally;
  private final Set<String> unfinished;
  private final Map<String, Integer> endStates = new TreeMap<>();

  Audit(Api api, String streamId, DemoTally tally) {
    this.api = api;
    this.streamId = streamId;
    this.streamPath = "/api/streams/" + streamId;
    this.tally = tally;
    this.unfinished = new TreeSet<>(tally.events().keySet());
  }

  /**
   * One comparison.
   *
   * @param expected the figure expected from the input
   * @param found the server's figure
   */
  record Row(String what, String expected, String found) {
    boolean addsUp() {
      return expected.equals(found);
    }
  }

  /** A dead letter of an invalid payload. */
  record Enqueued(String deadLetterId, String code) {}

  /** Waits until every event has ended and every dead letter is listed, or until the timeout. */
  void await(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!isSettled() && System.nanoTime() < end) {
      Api.pause(POLL);
    }
  }

  /** Returns the inconsistent rows. */
  static List<String> wrong(List<Row> rows) {
    return rows.stream().filter(row -> !row.addsUp()).map(Row::what).toList();
  }

  List<Row> rows() {
    JsonNode stats = api.get(streamPath + "/stats");
    List<Row> rows = new ArrayList<>();
    int published = tally.messages(Outcome.ACCEPTED) + tally.messages(Outcome.UNMODERATED);
    int held = tally.messages(Outcome.HELD);
    JsonNode counts = stats.path("messages");
    row(rows, "messages without a valid response", 0, tally.messages(Outcome.LOST));
    row(
        rows,
        "duplicates with another response",
        0,
        tally.counted("duplicates with another response"));
    row(rows, "messages published", published, api.all(streamPath + "/messages").size());
    row(rows, "messages withheld for review", held, violations());
    row(rows, "stats: messages accepted", published, counts.path("accepted").asInt(-1));
    row(rows, "stats: messages held", held, counts.path("held").asInt(-1));
    row(
        rows,
        "stats: messages unmoderated",
        tally.messages(Outcome.UNMODERATED),
        counts.path("unmoderated").asInt(-1));
    int events = tally.events().size();
    row(rows, "events without a valid response", 0, tally.counted("events lost"));
    row(
        rows,
        "malformed events refused",
        tally.counted("malformed events"),
        tally.counted("malformed events refused"));
    row(rows, "events done", events, endStates.getOrDefault("done", 0));
    row(rows, "events in the history", events, api.all(streamPath + "/events").size());
    row(rows, "stats: followers", tally.events("follow"), stats.path("followers").asInt(-1));
    row(
        rows,
        "stats: subscriptions",
        tally.events("subscription"),
        stats.path("subscriptions").asInt(-1));
    row(rows, "stats: raids", tally.events("raid"), stats.path("raids").asInt(-1));
    rows.addAll(donations(stats.path("donations")));
    row(rows, "dead letters", tally.hopeless().size(), enqueued().size());
    return rows;
  }

  /** Returns the dead letters of invalid payloads. */
  List<Enqueued> enqueued() {
    Set<String> sought = new HashSet<>(tally.hopeless());
    List<Enqueued> found = new ArrayList<>();
    for (String stream : List.of(streamId, DeadLetter.UNKNOWN_STREAM)) {
      for (JsonNode letter : api.all("/api/dead-letters?streamId=" + stream)) {
        if (sought.remove(letter.path("arrival").path("payload").path("sha256").asText())) {
          found.add(
              new Enqueued(
                  letter.path("deadLetterId").asText(),
                  letter.path("failure").path("code").asText()));
        }
      }
    }
    return found;
  }

  private boolean isSettled() {
    for (String eventId : List.copyOf(unfinished)) {
      String state = state(eventId);
      if (!state.equals("done") && !state.equals("dead")) {
        return false;
      }
      unfinished.remove(eventId);
      endStates.merge(state, 1, Integer::sum);
    }
    return enqueued().size() == tally.hopeless().size();
  }

  private String state(String eventId) {
    return api.find(streamPath + "/events/" + eventId).map(Audit::state).orElse("queued");
  }

  /** A local engine keeps the last ended workflows only; a missing one has ended. */
  private static String state(JsonNode event) {
    boolean isForgotten = event.path("workflow").isNull() && event.path("event").isObject();
    return isForgotten ? "done" : event.path("workflow").path("state").asText();
  }

  private int violations() {
    return api.all("/api/violations?streamId=" + streamId).size();
  }

  private List<Row> donations(JsonNode found) {
    Map<String, BigDecimal> expected = tally.donations();
    Set<String> currencies = new TreeSet<>(expected.keySet());
    found.fieldNames().forEachRemaining(currencies::add);
    return currencies.stream()
        .map(
            currency ->
                new Row(
                    "stats: donations in " + currency,
                    expected.getOrDefault(currency, BigDecimal.ZERO).toPlainString(),
                    found.path(currency).asText("0")))
        .toList();
  }

  private static void row(List<Row> rows, String what, int expected, int found) {
    rows.add(new Row(what, Integer.toString(expected), Integer.toString(found)));
  }
}
