package io.spillway.simulation;

import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invariants of events: events in = done + dead; each is counted once and reversed once; an id that
 * is used again has no effect; each that matches an alert rule raises one alert, which shows no
 * withheld name.
 */
final class EventInvariants {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  /** Number of times that the host may move one delivery to the poison queue. */
  private static final int MOST_REPEATS = 5;

  private static final int MOST_TRIES = RetryPolicy.STANDARD.maxRounds();

  private final Clients clients;
  private final Findings findings;
  private final Stores stores;
  private final InMemoryAlertChannel channel;
  private final Map<String, StreamTotals> before = new HashMap<>();

  EventInvariants(World world, Clients clients) {
    this.clients = clients;
    this.findings = world.findings();
    this.stores = world.stores();
    this.channel = world.backing().alertChannel();
  }

  void checkStep() {
    for (String stream : Viewers.STREAMS) {
      StreamTotals totals = stores.stats().totals(stream);
      StreamTotals now = totals.gross();
      StreamTotals last = before.getOrDefault(stream, StreamTotals.NONE);
      findings.require(isPositive(totals), "totals are never negative", totals);
      if (!now.equals(last)) {
        findings.require(isAtMost(last, now), "totals before reversals never fall", last, now);
        StreamTotals most = mostPossible(stream);
        findings.require(isAtMost(now, most), "no event counts twice", now, most);
        before.put(stream, now);
      }
    }
  }

  private static boolean isPositive(StreamTotals totals) {
    return Stream.of(totals.counts(), totals.donations(), totals.custom())
        .flatMap(sums -> sums.values().stream())
        .allMatch(sum -> sum >= 0);
  }

  private static boolean isAtMost(StreamTotals some, StreamTotals more) {
    return isAtMost(some.counts(), more.counts())
        && isAtMost(some.donations(), more.donations())
        && isAtMost(some.custom(), more.custom());
  }

  private static boolean isAtMost(Map<String, Long> some, Map<String, Long> more) {
    return some.entrySet().stream()
        .allMatch(sum -> sum.getValue() <= more.getOrDefault(sum.getKey(), 0L));
  }

  /** By then every dead event was redriven. */
  void checkRest() {
    Map<String, StreamEvent> done = new LinkedHashMap<>();
    for (String stream : Viewers.STREAMS) {
      for (StreamEvent event : stores.events().list(stream, ALL).items()) {
        String id = stream + "~" + event.key();
        findings.require(done.put(id, event) == null, "an event is in the log once", id);
        findings.require(
            isSent(id, event) || Clients.isUnnamed(event.detail()),
            "the log has the sent events",
            id);
      }
    }
    checkUnnamed(done.values());
    long letters = stores.deadLetters().count(DeadLetterFilter.all(), 1_000);
    for (String id : clients.taken()) {
      findings.require(
          done.containsKey(id) || isKeptAsReused(id), "every event is done in the end", id);
    }
    for (List<Clients.Sent> contents : clients.possible().values()) {
      Clients.Sent event = contents.get(0);
      int tries = clients.mostTries(event);
      findings.require(tries <= MOST_TRIES, "retries are bounded", event.id(), tries);
    }
    findings.require(
        letters >= clients.garbage(), "an invalid payload becomes a dead letter", letters);
    for (String stream : Viewers.STREAMS) {
      StreamTotals counted = stores.stats().totals(stream);
      List<StreamEvent> events =
          done.values().stream().filter(event -> event.streamId().equals(stream)).toList();
      StreamTotals wanted = totals(events);
      findings.require(counted.equals(wanted), "stats are the oracle's", stream, counted, wanted);
      checkAlerts(stream, events, counted);
    }
  }

  /** An event without an id counts once, unless its dead letter says that it may count again. */
  private void checkUnnamed(Collection<StreamEvent> done) {
    boolean mayRepeat =
        stores.deadLetters().count(DeadLetterFilter.all().withCode(EventArrivals.POISON), 1_000)
            > 0;
    for (int i = 1; i <= clients.unnamed(); i++) {
      EventDetail unnamed = Clients.unnamed(i);
      long times = done.stream().filter(event -> event.detail().equals(unnamed)).count();
      findings.require(
          times == 1 || (times > 1 && mayRepeat),
          "an event without an id counts once",
          unnamed,
          times);
    }
  }

  /**
   * Returns whether the id was used for two contents, of which the first was registered and not
   * acknowledged, and the second is a dead letter.
   */
  private boolean isKeptAsReused(String id) {
    DeadLetterFilter reused = DeadLetterFilter.all().withCode(EventIdentity.REUSED);
    return clients.possible().getOrDefault(id, List.of()).size() > 1
        && stores.deadLetters().count(reused, 1_000) > 0;
  }

  private boolean isSent(String id, StreamEvent event) {
    return clients.possible().getOrDefault(id, List.of()).stream()
        .anyMatch(sent -> sent.detail().equals(event.detail()));
  }

  private void checkAlerts(String stream, List<StreamEvent> events, StreamTotals totals) {
    List<Alert> alerts = stores.alerts().list(stream, ALL).items();
    long byThemselves = events.stream().filter(EventInvariants::isWorthAnAlert).count();
    List<Alert> milestones =
        alerts.stream().filter(alert -> alert.kind().equals("follower-milestone")).toList();
    findings.require(
        alerts.size() == byThemselves + milestones.size(),
        "each alert is raised once",
        alerts,
        byThemselves,
        milestones);
    checkMilestones(milestones, totals);
    alerts.forEach(this::checkName);
    checkSent(stream, alerts);
    channel.sent().forEach(sent -> requireMasked(sent, sent.toString()));
  }

  /** Each alert was sent, at least once. */
  private void checkSent(String stream, List<Alert> alerts) {
    for (Alert alert : alerts) {
      findings.require(
          channel.sent().stream()
              .anyMatch(
                  sent -> sent.streamId().equals(stream) && sent.alertId().equals(alert.alertId())),
          "each alert is sent",
          alert);
    }
  }

  /** A milestone that the number of followers has passed was raised, and none was raised twice. */
  private void checkMilestones(List<Alert> milestones, StreamTotals totals) {
    List<Long> reached =
        milestones.stream()
            .map(alert -> Objects.requireNonNull(alert.cause()).milestone())
            .toList();
    findings.require(
        new HashSet<>(reached).size() == reached.size(), "a milestone is raised once", reached);
    for (long number : SimulatedProcess.ALERTS.followers().numbers()) {
      boolean isRaised = reached.contains(number);
      findings.require(
          isRaised ? number <= totals.gross().followers() : number > totals.followers(),
          "a milestone is raised when it is reached",
          number,
          totals);
    }
  }

  private void checkName(Alert alert) {
    String id = alert.streamId() + "~" + alert.alertId();
    String actor = Objects.requireNonNull(clients.possible().get(id)).get(0).actor();
    findings.require(actor.equals(alert.actor()), "an alert is found by its actor", alert);
    boolean isWithheld = actor.equals(Clients.WITHHELD_NAME);
    findings.require(
        isWithheld == (alert.actorWithheld() != null)
            && alert.summary().startsWith((isWithheld ? "Someone" : actor) + " "),
        "an ordinary actor is named, and no other",
        alert.summary());
    requireMasked(alert.shown(), alert.summary());
  }

  private void requireMasked(Alert shown, String alert) {
    findings.require(
        !(shown.summary() + shown.actor()).contains(Clients.WITHHELD_NAME),
        "no alert shows a withheld name",
        alert);
  }

  private static boolean isWorthAnAlert(StreamEvent event) {
    if (event.detail() instanceof EventDetail.Donation donation) {
      return donation.money().minorUnits()
          >= SimulatedProcess.ALERTS.largeDonation().getOrDefault("USD", 0L);
    }
    return event.detail() instanceof EventDetail.Raid raid
        && raid.viewers() >= SimulatedProcess.ALERTS.largeRaid();
  }

  /** Returns the totals of all contents that were sent for a stream. */
  private StreamTotals mostPossible(String stream) {
    StreamTotals totals = StreamTotals.NONE;
    for (int i = 1; i <= clients.unnamed(); i++) {
      for (int times = 0; times < MOST_REPEATS; times++) {
        totals = totals.plus(Clients.unnamed(i));
      }
    }
    for (List<Clients.Sent> contents : clients.possible().values()) {
      for (Clients.Sent event : contents) {
        if (event.streamId().equals(stream)) {
          totals = totals.plus(event.detail());
        }
      }
    }
    return totals;
  }

  /** Returns the totals of events, each of which a reversal undoes once. */
  private static StreamTotals totals(List<StreamEvent> events) {
    Set<String> reversed =
        events.stream()
            .map(StreamEvent::detail)
            .filter(EventDetail.Reversal.class::isInstance)
            .map(detail -> ((EventDetail.Reversal) detail).reversedKey())
            .collect(Collectors.toSet());
    StreamTotals totals = StreamTotals.NONE;
    for (StreamEvent event : events) {
      Contribution part = totals.contribution(event.detail());
      totals = totals.plus(part);
      if (reversed.contains(event.key()) && !(event.detail() instanceof EventDetail.Reversal)) {
        totals = totals.minus(part);
      }
    }
    return totals;
  }
}
