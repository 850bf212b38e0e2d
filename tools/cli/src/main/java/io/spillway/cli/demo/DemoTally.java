package io.spillway.cli.demo;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What went in and how the server answered. Safe for use by many threads. */
final class DemoTally {

  /** How a request was answered. */
  enum Outcome {
    ACCEPTED,
    /** Accepted, though no classifier could be asked. */
    UNMODERATED,
    HELD,
    REFUSED,
    /** No answer, or one that nobody expected. */
    LOST
  }

  private final Map<String, Outcome> messages = new HashMap<>();
  private final Map<String, Play.Event> events = new TreeMap<>();
  private final Set<String> hopeless = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * Notes the answer to a message. A message that is sent twice must be answered twice in the same
   * way.
   */
  synchronized void message(String messageId, Outcome outcome) {
    Outcome before = messages.putIfAbsent(messageId, outcome);
    if (before != null) {
      count("messages sent again");
      if (before != outcome) {
        count("messages answered in two ways");
      }
    }
  }

  /** Notes an event that the server has taken; once more when it was sent again. */
  synchronized void event(Play.Event event) {
    if (events.putIfAbsent(event.eventId(), event) != null) {
      count("events sent again");
    }
  }

  /** Notes something that can only become a dead letter, by its SHA-256. */
  synchronized void hopeless(String sha256) {
    hopeless.add(sha256);
  }

  /** Adds one to a count of its own. */
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

  /** By event id. */
  synchronized Map<String, Play.Event> events() {
    return Map.copyOf(events);
  }

  synchronized int events(String type) {
    return (int) events.values().stream().filter(event -> event.type().equals(type)).count();
  }

  /** What was given, by currency. */
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
