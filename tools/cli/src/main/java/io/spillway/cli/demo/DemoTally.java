package io.spillway.cli.demo;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of the sent input and the server's responses. Thread-safe. */
final class DemoTally {

  /** Outcome of a request. */
  enum Outcome {
    ACCEPTED,
    /** Accepted without moderation, because no classifier was available. */
    UNMODERATED,
    HELD,
    REFUSED,
    /** No response, or an unexpected one. */
    LOST
  }

  private final Map<String, Outcome> messages = new HashMap<>();
  private final Map<String, Play.Event> events = new TreeMap<>();
  private final Set<String> hopeless = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Records the response to a message. A duplicate must get the same response. */
  synchronized void message(String messageId, Outcome outcome) {
    Outcome before = messages.putIfAbsent(messageId, outcome);
    if (before != null) {
      count("messages sent again");
      if (before != outcome) {
        count("duplicates with another response");
      }
    }
  }

  /** Records an accepted event; once more for a duplicate. */
  synchronized void event(Play.Event event) {
    if (events.putIfAbsent(event.eventId(), event) != null) {
      count("events sent again");
    }
  }

  /** Records a payload that can only become a dead letter, by its SHA-256. */
  synchronized void hopeless(String sha256) {
    hopeless.add(sha256);
  }

  /** Increments a named count. */
  synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized int counted(String what) {
    return counts.getOrDefault(what, 0);
  }

  synchronized int messages() {
    return messages.size();
  }

  synchronized int messages(Outcome outcome) {
    return (int) messages.values().stream().filter(outcome::equals).count();
  }

  /** Returns the events by id. */
  synchronized Map<String, Play.Event> events() {
    return Map.copyOf(events);
  }

  synchronized int events(String type) {
    return (int) events.values().stream().filter(event -> event.type().equals(type)).count();
  }

  /** Returns the sums of donations by currency. */
  synchronized Map<String, BigDecimal> donations() {
    Map<String, BigDecimal> totals = new TreeMap<>();
    for (Play.Event event : events.values()) {
      if (event.money() != null) {
        totals.merge(event.money().currency(), event.money().amount(), BigDecimal::add);
      }
    }
    return totals;
  }

  synchronized Set<String> hopeless() {
    return Set.copyOf(hopeless);
  }
}
